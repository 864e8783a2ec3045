using System.Text.Encodings.Web;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Policy.Rules.Corpora;

/// <summary>
/// A corpus made from the rules' own examples and counter-examples, each with several seeds, so that nothing token-shaped is kept anywhere.
/// </summary>
public static class GeneratedCases
{
    /// <summary>Seeds beyond those <see cref="RuleCheck"/> proves.</summary>
    private const int FirstSeed = 100;

    private const int Seeds = 4;

    /// <summary>Writes <c>labels.jsonl</c> and <c>files/</c> into <paramref name="folder"/>, which must not hold anything yet.</summary>
    /// <exception cref="RuleFileException">The folder is not empty.</exception>
    public static void Write(IEnumerable<Rule> rules, string folder)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new RuleFileException($"'{folder}' is not empty; --generate wants a folder of its own");
        }

        Directory.CreateDirectory(folder);
        var number = 0; // paths say nothing: words in them bear on the verdict
        using var labels = new StreamWriter(Path.Combine(folder, "labels.jsonl"));
        foreach (var rule in rules)
        {
            var cases = rule.Examples.Select(template => (template, true))
                .Concat(rule.CounterExamples.Select(template => (template, false)));
            foreach (var (template, isSecret) in cases)
            {
                for (var seed = 0; seed < Seeds; seed++)
                {
                    var text = Template.Expand(template, FirstSeed + seed);
                    var name =
                        $"{++number}/{(rule.JudgesPathAlone ? text : RuleCheck.PathFor(rule) is { Length: > 0 } path ? path : "case.py")}";
                    var file = Path.Combine(folder, "files", name);
                    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                    File.WriteAllBytes(file, Template.Bytes(rule.JudgesPathAlone ? "content that says nothing\n" : text));
                    var secret = isSecret ? "true" : "false";
                    labels.WriteLine(
                        $"{{\"file\":\"{JavaScriptEncoder.Default.Encode(name)}\",\"secret\":{secret},\"rule\":\"{rule.Id}\"}}");
                }
            }
        }
    }
}
