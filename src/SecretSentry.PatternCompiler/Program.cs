using SecretSentry.Engine.Layout;
using SecretSentry.PatternCompiler;
using SecretSentry.Policy.Rules;

// Compiles patterns/ to C#. Called by the build of SecretSentry.Patterns. Errors are printed in MSBuild's format, so that the build shows
// them as its own.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: SecretSentry.PatternCompiler PATTERNS-FOLDER OUTPUT-FILE");
    return 2;
}

try
{
    var isQuick = Environment.GetEnvironmentVariable("SECRETSENTRY_QUICK_LAYOUT") == "1"; // for work on rules: seconds instead of minutes
    var common = isQuick ? null : new CommonWindows(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "CommonWindows.txt")));
    var source = RuleSource.Write([.. RuleReader.ReadFolder(args[0]).Select(entry => entry.Rule)], common,
        File.ReadAllBytes(Path.Combine(args[0], "judge.bin")));
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[1]))!);
    File.WriteAllText(args[1], source);
    return 0;
}
catch (Exception e) when (e is RuleFileException or FormatException)
{
    Console.Error.WriteLine($"patterns: error SSP001: {e.Message}");
    return 1;
}
