using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Rules;
using SecretSentry.PatternCompiler;
using SecretSentry.PatternCompiler.Tables;
using SecretSentry.Policy.Rules;

// Compiles patterns/ to C#. Called by the build of SecretSentry.Patterns. Errors are printed in MSBuild's format, so that the build shows
// them as its own. The other commands print tables of the engine and of this project. They are run by hand.
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

static void Compile(string patterns, string output)
{
    var isQuick = Environment.GetEnvironmentVariable("SECRETSENTRY_QUICK_LAYOUT") == "1"; // for work on rules: seconds instead of minutes
    var source = RuleSource.Write(ReadRules(patterns), isQuick ? null : ReadCommonWindows(),
        File.ReadAllBytes(Path.Combine(patterns, "judge.bin")));
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
    File.WriteAllText(output, source);
}

static List<Rule> ReadRules(string patterns) => [.. RuleReader.ReadFolder(patterns).Select(entry => entry.Rule)];

static CommonWindows ReadCommonWindows() => new(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "CommonWindows.txt")));
