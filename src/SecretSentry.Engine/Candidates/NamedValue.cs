using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// A place worth judging: a value and the name it stands beside. Offsets are bytes of the content, half-open. A name of no length stands
/// where the value's own form gave it away.
/// </summary>
/// <param name="NameStart">Offset of the name.</param>
/// <param name="NameEnd">Offset behind the name.</param>
/// <param name="Start">Offset of the value, without its quotes.</param>
/// <param name="End">Offset behind the value.</param>
/// <param name="Operator">What joins both.</param>
/// <param name="Quote">What the value is quoted with.</param>
/// <param name="Escapes">Backslashes before the quote, or one for a quote that is written as an entity: how deep the value is nested in
/// strings.</param>
/// <param name="Wrapper">What stands between the operator and the quote.</param>
/// <param name="IsInString">Whether the name stands inside a quoted text of its line.</param>
/// <param name="IsInComment">Whether the name stands in a comment.</param>
internal readonly record struct NamedValue(
    int NameStart,
    int NameEnd,
    int Start,
    int End,
    ValueOperator Operator,
    QuoteMark Quote,
    int Escapes,
    ValueWrapper Wrapper,
    bool IsInString,
    bool IsInComment);
