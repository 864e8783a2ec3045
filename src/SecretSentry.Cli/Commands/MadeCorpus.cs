using SecretSentry.Engine.Rules;
using SecretSentry.Policy.Rules;
using SecretSentry.Policy.Rules.Corpora;

namespace SecretSentry.Cli.Commands;

/// <summary>Writes the corpus that <c>rules check --generate</c> measures on to files.</summary>
internal static class MadeCorpus
{
    /// <summary>Writes the corpus to <paramref name="folder"/>, which must be empty.</summary>
    /// <exception cref="RuleFileException">The folder is not empty.</exception>
    public static void Write(IEnumerable<Rule> rules, string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new RuleFileException($"'{folder}' is not empty; --generate needs a new or empty folder");
        }

        foreach (var (path, content) in GeneratedCases.Make(rules))
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }
}
