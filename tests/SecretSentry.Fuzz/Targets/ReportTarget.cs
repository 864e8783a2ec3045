using SecretSentry.Engine.Rules;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Reports;

namespace SecretSentry.Fuzz.Targets;

/// <summary>A report that is merged, and written again in every format; and the fingerprints of a report.</summary>
internal sealed class ReportTarget : FuzzTarget
{
    private const string Finding = """
        {"rule":"r-x","description":"d","severity":"high","confidence":"medium","stops":true,"validity":"unknown",
        "file":"a/b.c","line":3,"column":1,"endLine":3,"endColumn":9,
        "preview":"ab****","fingerprint":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "commit":"c","author":"A <a@b>","date":"2024-01-02T03:04:05+00:00","subject":"s",
        "ref":"main","reachability":"head","details":{"repository":"x"}}
        """;

    private static readonly Dictionary<string, Rule> Rules =
        new(StringComparer.Ordinal) { ["r-x"] = new() { Id = "r-x", Aliases = ["r-y"] } };

    private string _path = "";

    public override string Name => "report";

    public override long LimitMemory(int length) => 64 << 20;

    public override IReadOnlyList<string> Words =>
    [
        "\"findings\":[", "\"coverage\":{", "\"hidden\":{\"low\":1,\"medium\":2}", "\"severity\":\"",
        "\"details\":{\"a\":\"b\",\"a\":\"c\"}", "\"date\":\"", "null", "1e9",
        "99999999999", "\"\\ud800\"", "\"skipped\":{\"a\":1}", "\"unreadable\":{\"a\":\"b\"}", "\"gaps\":[\"a\"]", "\"notices\":[\"a\"]",
        "\"objects\":{\"a\":1}",
        "\"accepted\":{\"a\":1}", "{", "}", "[", "]", ",", "9223372036854775807", "0001-01-01T00:00:00+14:00", "\"r-y\"", "\"\\u001b[1m\"",
        "-1",
    ];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _path = Path.Combine(seeds.MakeFolder("report"), "report.json");
        var line = Finding.ReplaceLineEndings("");
        yield return FromText(line + "\n" + line.Replace("r-x", "r-y", StringComparison.Ordinal) + "\n");
        yield return FromText("{\"schemaVersion\":1,\"tool\":{},\"findings\":[" + line
            + "],\"coverage\":{\"scanned\":1,\"bytes\":2,\"binary\":0,\"allowedByComment\":0,"
            + "\"skipped\":{\"a\":1},\"unreadable\":{\"b\":\"c\"},\"objects\":{\"blob\":1},\""
            + "accepted\":{\"d\":1},\"gaps\":[],\"notices\":[]},\"hidden\":{\"low\":1,\"medium\":0}}");
    }

    public override void Run(byte[] input)
    {
        try
        {
            var report = ReportReader.Merge([("a.json", input), ("b.json", input)], Rules, "1");
            foreach (var format in ReportFormat.Names)
            {
                ReportFormat.Write(format, Stream.Null, report, new TextLook(false, true));
            }
        }
        catch (FormatException)
        {
            ReadFingerprints(input);
        }
    }

    private void ReadFingerprints(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        try
        {
            _ = ReportReader.ReadFingerprints(_path);
        }
        catch (FormatException)
        {
            return;
        }
    }
}
