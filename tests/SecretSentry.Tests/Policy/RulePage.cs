using System.Globalization;
using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Policy;

/// <summary>Writes docs/rules.md, the reference of all rules, from the files in patterns.</summary>
internal static class RulePage
{
    private const int MaxExample = 48;

    /// <summary>Number of characters of an example without a space. No rule matches so few.</summary>
    private const int MaxRun = 4;

    public static string Write(string folder)
    {
        var entries = RuleReader.ReadFolder(folder);
        var set = RuleSet.Compile(entries.Select(entry => entry.Rule)).AddJudgeFrom(BuiltInRules.Load());
        var scanner = new Scanner(set);
        var issuers = entries.Select(entry => entry.Rule).GroupBy(rule => rule.Issuer.Length > 0 ? rule.Issuer : "No issuer")
            .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase).ToArray();
        var read = entries.Count(entry => entry.Rule.ReferenceRead.Length > 0);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Rules

            This page is generated from [patterns](../patterns), and a test compares them (`RulePageTests`). Do not edit it.

            {entries.Count} rules of {issuers.Length - 1} issuers. The source of {read} rules has a date: on that day the page or file was
            opened and showed the format. For the others nobody has noted this. The examples are random and have spaces, so that no scanner
            takes them for secrets.


            """);
        foreach (var issuer in issuers)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {issuer.Key}\n\n| rule | what | level | example | source | to revoke |\n")
                .Append("|---|---|---|---|---|---|\n");
            foreach (var rule in issuer.OrderBy(rule => rule.Id, StringComparer.Ordinal))
            {
                var level = rule.Confidence.ToString().ToLowerInvariant() + (rule.Checksum.Length > 0 ? ", checksum" : "");
                var source = $"[{(rule.ReferenceRead.Length > 0 ? $"read {rule.ReferenceRead}" : "page")}]({rule.Reference})";
                text.Append($"| `{rule.Id}` | {Escape(rule.Description)} | {level} | {FormatExample(scanner, set, rule)} ")
                    .Append($"| {source} | {Escape(rule.Rotate)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Returns the secret of the first example that is reported, in short pieces.</summary>
    private static string FormatExample(Scanner scanner, RuleSet set, Rule rule)
    {
        if (rule.JudgesPathAlone)
        {
            return $"`{Escape(Template.Expand(rule.Examples[0]))}`";
        }

        var bytes = Template.GetBytes(Template.Expand(rule.Examples[0]));
        var matches = new List<Match>();
        scanner.Scan(bytes, "", matches);
        var match = matches.FirstOrDefault(match => set.Rules[match.Rule].Id == rule.Id);
        var secret = Encoding.Latin1.GetString(bytes, match.SecretStart, match.SecretLength);
        var shown = string.Concat(secret.TakeWhile(c => c is >= ' ' and <= '~').Take(MaxExample));
        return shown.Length == 0 ? "" : $"`{Escape(string.Join(' ', shown.Chunk(MaxRun).Select(piece => new string(piece))))}"
            + $"{(shown.Length < secret.Length ? " ..." : "")}`";
    }

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace('`', '\'');
}
