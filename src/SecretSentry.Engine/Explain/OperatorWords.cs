using SecretSentry.Engine.Candidates;

namespace SecretSentry.Engine.Explain;

/// <summary>Describes what joins a name and its value.</summary>
internal static class OperatorWords
{
    public static string Describe(ValueOperator joined) => joined switch
    {
        ValueOperator.None => "nothing; the value is recognized by its form",
        ValueOperator.Assign => "an equals sign",
        ValueOperator.Colon => "a colon",
        ValueOperator.Arrow => "an arrow",
        ValueOperator.Declare => "a declaration",
        ValueOperator.Equal or ValueOperator.NotEqual => "a comparison",
        ValueOperator.Append => "an assignment that appends or sets a missing value",
        ValueOperator.Pointer => "a pointer",
        ValueOperator.Scope => "a double colon",
        ValueOperator.Unset or ValueOperator.Default => "a default: the value is used when nothing else is set",
        ValueOperator.Comma => "a comma",
        ValueOperator.Call => "a call",
        ValueOperator.Next => "a list or the arguments of a call",
        ValueOperator.Space => "spaces",
        ValueOperator.NextLine => "the end of the line",
        ValueOperator.ValueMember => "a member named value",
        ValueOperator.Element => "an element around the value",
        ValueOperator.Pipe => "a vertical bar",
        ValueOperator.By => "the word by",
        ValueOperator.Said => "a sentence",
        ValueOperator.UserInfo => "the form of a URL with a login",
        ValueOperator.Scheme => "a scheme of HTTP authorization",
        ValueOperator.UserColon => "an option that takes a login",
        ValueOperator.ShortOption => "an option that takes a password",
        ValueOperator.Login => "a call that takes a password at this position",
        _ => throw new ArgumentOutOfRangeException(nameof(joined), joined, "no operator"),
    };
}
