namespace SecretSentry.House;

/// <summary>A place in the code that reports something which could not be read.</summary>
/// <param name="Function">Folder, type and method, as in <c>Git/Names/RefFiles.ReadLoose</c>.</param>
/// <param name="Says">The beginning of what it says, or the expression that says it.</param>
internal sealed record GapPlace(string Function, string Says)
{
    /// <summary>The first two columns of the table.</summary>
    public string Key => $"| {Function} | {Says} |";
}
