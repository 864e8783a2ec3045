using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Rules;
using SecretSentry.PatternCompiler.Tables;
using SecretSentry.Policy.Rules;

namespace SecretSentry.PatternCompiler;

/// <summary>
/// The commands of the pattern compiler. The first one compiles patterns/ to C# and is run by the build of SecretSentry.Patterns. Errors
/// are printed in MSBuild's format, so that the build shows them as its own. The other commands print tables of the engine, and are run by
/// hand.
/// </summary>
internal static class Commands
{
    /// <summary>Runs a command and returns its exit code: 0, 1 for patterns that are not valid, 2 for a wrong usage.</summary>
    public static int Run(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["byte-model", var projects]:
                    ByteModelTable.Print(projects);
                    return 0;
                case ["common-windows", var projects]:
                    CommonWindowsTable.Print(projects);
                    return 0;
                case ["short-classes", var patterns]:
                    ShortClassesTable.Print(ReadRules(patterns), ReadCommonWindows());
                    return 0;
                case [var patterns, var output]:
                    Compile(patterns, output);
                    return 0;
                default:
                    Console.Error.WriteLine("usage: SecretSentry.PatternCompiler PATTERNS-FOLDER OUTPUT-FILE | byte-model PROJECTS | "
                        + "common-windows PROJECTS | short-classes PATTERNS-FOLDER");
                    return 2;
            }
        }
        catch (Exception e) when (e is RuleFileException or FormatException)
        {
            Console.Error.WriteLine($"patterns: error SSP001: {e.Message}");
            return 1;
        }
    }

    private static void Compile(string patterns, string output)
    {
        // For work on rules: seconds instead of minutes.
        var isQuick = Environment.GetEnvironmentVariable("SECRETSENTRY_QUICK_LAYOUT") == "1";
        var source = RuleSource.Write(ReadRules(patterns), isQuick ? null : ReadCommonWindows(),
            File.ReadAllBytes(Path.Combine(patterns, "judge.bin")));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        File.WriteAllText(output, source);
    }

    private static List<Rule> ReadRules(string patterns) => [.. RuleReader.ReadFolder(patterns).Select(entry => entry.Rule)];

    private static CommonWindows ReadCommonWindows() => new(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "CommonWindows.txt")));
}
