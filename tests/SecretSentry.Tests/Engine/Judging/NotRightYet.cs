namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// The cells of the table of syntaxes, and the forms, to which the program does not give the correct answer yet. They are in
/// not-right-yet.txt, one a line. A test fails for each wrong answer that is not listed, and for each listed answer that has become
/// correct. So the list only gets shorter.
/// </summary>
internal static class NotRightYet
{
    private static readonly HashSet<string> Listed =
        [.. File.ReadAllLines(Path.Combine(TestPaths.Top, "tests/SecretSentry.Tests/Engine/Judging/not-right-yet.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>Whether a wrong answer is listed.</summary>
    public static bool Contains(string place) => Listed.Contains(place);
}
