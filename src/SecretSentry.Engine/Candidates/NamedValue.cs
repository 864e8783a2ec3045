using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// A value to judge and the name next to it. Offsets are bytes of the content, and ends are exclusive. The name has length 0 when the value
/// was found by its own form.
/// </summary>
/// <param name="NameStart">Offset of the name.</param>
/// <param name="NameEnd">Offset after the name.</param>
/// <param name="Start">Offset of the value, without its quotes.</param>
/// <param name="End">Offset after the value.</param>
/// <param name="Operator">What joins name and value.</param>
/// <param name="Quote">The quote around the value.</param>
/// <param name="Escapes">Number of backslashes before the quote, or one for a quote that is written as an entity. This is the depth to
/// which the value is nested in strings.</param>
/// <param name="Wrapper">What is between the operator and the quote.</param>
/// <param name="IsInString">Whether the name is inside a quoted text of its line.</param>
/// <param name="IsInComment">Whether the name is in a comment.</param>
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
