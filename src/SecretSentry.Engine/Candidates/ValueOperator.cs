namespace SecretSentry.Engine.Candidates;

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
