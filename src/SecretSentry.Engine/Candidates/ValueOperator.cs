namespace SecretSentry.Engine.Candidates;

/// <summary>What joins a name and its value. The numbers are used in the judge's tables, so new ones are added at the end.</summary>
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

    /// <c>:-</c>: the default of an unset variable.
    Unset,

    /// <c>||</c>, <c>??</c>, <c>or</c>, or the second argument of a look-up.
    Default,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>(</c>: the value is the first argument.</summary>
    Call,

    /// <summary>The value is a later argument, or a later item of a list.</summary>
    Next,

    /// <summary>Blanks.</summary>
    Space,

    /// <summary>The end of the line: the value is on the next line.</summary>
    NextLine,

    /// <summary>The name is itself a value, and the member next to it is called "value".</summary>
    ValueMember,

    /// <summary><c>&gt;</c>: the value is the text of an element.</summary>
    Element,

    /// <summary><c>|</c></summary>
    Pipe,

    /// <summary>IDENTIFIED BY and similar clauses.</summary>
    By,

    /// <summary>The words "is", "was", "to".</summary>
    Said,

    /// <summary>User and password before the host of a URL.</summary>
    UserInfo,

    /// <summary>The name of a scheme of HTTP authorization.</summary>
    Scheme,

    /// <summary>User and password joined by a colon, as in curl.</summary>
    UserColon,

    /// <summary>An option of one letter.</summary>
    ShortOption,

    /// <summary>The value is the argument that a call takes as a password: <see cref="LoginCalls"/>.</summary>
    Login,
}
