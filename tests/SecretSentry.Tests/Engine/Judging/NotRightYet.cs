namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// Cells of the table of syntaxes, and forms, to which the program does not give the right answer yet: not-right-yet.txt, one a line. A
/// test fails for each wrong answer that is not listed, and for each listed one that has become right: the list only gets shorter.
/// </summary>
internal static class NotRightYet
{
    private static readonly HashSet<string> Listed =
        [.. File.ReadAllLines(Path.Combine(TestPaths.Top, "tests/SecretSentry.Tests/Engine/Judging/not-right-yet.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>Whether a wrong answer is on record.</summary>
    public static bool Holds(string place) => Listed.Contains(place);
}
