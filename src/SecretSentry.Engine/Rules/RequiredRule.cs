namespace SecretSentry.Engine.Rules;

/// <summary>A rule that another rule requires.</summary>
/// <param name="Id">Id of the rule.</param>
/// <param name="WithinLines">Maximum number of lines between the starts of both matches. Null means any number.</param>
/// <param name="WithinColumns">Maximum number of bytes between the columns of both starts. Null means any number.</param>
public sealed record RequiredRule(string Id, int? WithinLines, int? WithinColumns);
