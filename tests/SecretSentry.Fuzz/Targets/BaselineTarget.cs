using System.Text;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Fuzz.Targets;

/// <summary>A baseline: gitleaks' report, ours, or a file of accepted findings; and gitleaks' ignore file.</summary>
internal sealed class BaselineTarget : FuzzTarget
{
    public override string Name => "baseline";

    public override IReadOnlyList<string> Words =>
    [
        "{", "}", "[", "]", "\"findings\":", "\"fingerprint\":", "\"rule\":", "\"StartLine\":", "\"RuleID\":", "\"Secret\":", "\"File\":",
        "null", "1.5",
        "\"\\ud800\"", ",", ":", "a/b.c:rule:12", "9999999999",
    ];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) =>
    [
        FromText("[{\"RuleID\":\"a\",\"Commit\":\"\",\"File\":\"b\\\\c\",\"Secret\":\"REDACTED\",\"StartLine\":3}]"),
        FromText("{\"findings\":[{\"fingerprint\":\"" + new string('a', 32) + "\",\"rule\":\"r\"}]}"),
        FromText("{\"fingerprint\":\"" + new string('a', 32) + "\",\"rule\":\"r\"}\n{\"fingerprint\":\"" + new string('b', 32)
        + "\",\"rule\":\"r\"}"),
        FromText("a/b.c:rule:12\n" + new string('0', 40) + ":d:rule:1 # x\n"),
        FromText(new string('a', 32) + " rule-id x\n"),
    ];

    public override void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        Read(acceptances => acceptances.Add(text, "file"));
        Read(acceptances => acceptances.AddGitleaksIgnore(text, "file"));
    }

    private static void Read(Action<Acceptances> add)
    {
        try
        {
            var acceptances = new Acceptances();
            add(acceptances);
            _ = acceptances.Judge([], new DateOnly(2026, 1, 1), sawEverything: true);
        }
        catch (RuleFileException)
        {
            return;
        }
    }
}
