using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Policy.Rules.Corpora;

/// <summary>
/// Creates a corpus from the rules' own examples and counter-examples, each with several seeds. So nothing that looks like a token is
/// stored anywhere.
/// </summary>
public static class GeneratedCases
{
    /// <summary>First seed. <see cref="RuleCheck"/> uses smaller ones, so these texts are others.</summary>
    private const int FirstSeed = 100;

    private const int Seeds = 4;

    /// <summary>
    /// Returns the files of the corpus: path and content. They are <c>labels.jsonl</c> and the files below <c>files/</c> that it labels.
    /// </summary>
    public static IEnumerable<(string Path, byte[] Content)> Make(IEnumerable<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var number = 0; // the paths consist of numbers, because words in a path would affect the result
        var labels = new StringBuilder();
        foreach (var (rule, template, isSecret) in rules.SelectMany(GetTemplates))
        {
            for (var seed = 0; seed < Seeds; seed++)
            {
                var text = Template.Expand(template, FirstSeed + seed);
                var path = rule.JudgesPathAlone ? text : RuleCheck.GetPath(rule) is { Length: > 0 } given ? given : "case.py";
                var name = $"{++number}/{path}";
                labels.Append(CultureInfo.InvariantCulture, $"{{\"file\":\"{JavaScriptEncoder.Default.Encode(name)}\",")
                    .Append(CultureInfo.InvariantCulture, $"\"secret\":{(isSecret ? "true" : "false")},\"rule\":\"{rule.Id}\"}}\n");
                yield return ($"files/{name}", Template.GetBytes(rule.JudgesPathAlone ? "content that says nothing\n" : text));
            }
        }

        yield return ("labels.jsonl", Encoding.UTF8.GetBytes(labels.ToString()));
    }

    private static IEnumerable<(Rule Rule, string Template, bool IsSecret)> GetTemplates(Rule rule) =>
        rule.Examples.Select(template => (rule, template, true)).Concat(rule.CounterExamples.Select(template => (rule, template, false)));
}
