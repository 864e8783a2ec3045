namespace SecretSentry.Engine.Judging;

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

/// <summary>What joins a name and its value. The numbers stand in the judge's tables: new ones go to the end.</summary>
internal enum ValueOperator
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>=</c></summary>
    Assign,

    /// <summary><c>:</c></summary>
    Colon,

    /// <summary><c>=&gt;</c></summary>
    Arrow,

    /// <summary><c>:=</c></summary>
    Declare,

    /// <summary><c>==</c>, <c>===</c>, <c>=~</c></summary>
    Equal,

    /// <summary><c>!=</c>, <c>!==</c></summary>
    NotEqual,

    /// <summary><c>+=</c>, <c>?=</c></summary>
    Append,

    /// <summary><c>-&gt;</c>, <c>&lt;-</c></summary>
    Pointer,

    /// <summary><c>::</c></summary>
    Scope,

    /// <summary><c>:-</c>: what a variable holds when it is not set.</summary>
    Unset,

    /// <summary><c>||</c>, <c>??</c>, <c>or</c>, or the second argument of a look-up.</summary>
    Default,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>(</c>: the value is the first argument.</summary>
    Call,

    /// <summary>The value is a later argument, or a later item of a list.</summary>
    Next,

    /// <summary>Blanks.</summary>
    Space,

    /// <summary>The end of the line: the value stands on the next one.</summary>
    NextLine,

    /// <summary>The name is itself a value; its neighbour is called "value".</summary>
    ValueMember,

    /// <summary><c>&gt;</c>: the value is the text of an element.</summary>
    Element,

    /// <summary><c>|</c></summary>
    Pipe,

    /// <summary>IDENTIFIED BY and kin.</summary>
    By,

    /// <summary>The words "is", "was", "to".</summary>
    Said,

    /// <summary>User and password before the host of a URL.</summary>
    UserInfo,

    /// <summary>The name of a scheme of HTTP authorization.</summary>
    Scheme,

    /// <summary>User and password joined by a colon, as curl takes them.</summary>
    UserColon,

    /// <summary>An option of one letter.</summary>
    ShortOption,

    /// <summary>The value is the argument of a call that takes a password there: <see cref="LoginCalls"/>.</summary>
    Login,
}

/// <summary>What a value is quoted with. The numbers stand in the judge's tables.</summary>
internal enum QuoteMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>"</c>, or three of them.</summary>
    Double,

    /// <summary><c>'</c>, or three of them.</summary>
    Single,

    /// <summary><c>`</c></summary>
    Back,

    /// <summary>A quote written as an entity, a percent or a unicode escape.</summary>
    Entity,
}

/// <summary>What stands between operator and quote. The numbers stand in the judge's tables.</summary>
internal enum ValueWrapper
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Letters that belong to the quote: <c>b"..."</c>, <c>@"..."</c>.</summary>
    Prefix,

    /// <summary>An opening bracket.</summary>
    Bracket,

    /// <summary>A call or constructor.</summary>
    Call,

    /// <summary>A list of bytes in place of a text.</summary>
    Bytes,
}
