using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Policy.Migration;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The settings of other tools. The first byte chooses the file; the rest is its content.</summary>
internal sealed class OtherToolsTarget : FuzzTarget
{
    private string _folder = "";

    public override string Name => "other-tools";

    public override IReadOnlyList<string> Words =>
    [
        "\"results\":", "\"line_number\":", "\"hashed_secret\":", "\"filters_used\":", "\"pattern\":", "\"path\":", "1.5", "null",
        "99999999999",
        "fileignoreconfig:\n", "- filename: a\n", "  checksum: b\n", "detectors:\n", "- name: x\n", "  regex:\n    a: b\n", "&a", "*a",
        "!!", "? ", ": ",
        "- ", "|\n", ">\n", "[secrets]\n", "{", "}", "[", "]", "\n  ", "<<: *a\n", "allowed_patterns:\n", "custom_patterns:\n",
        "verify:\n", "keywords:\n",
    ];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder("other-tools");
        string[] texts =
        [
            "title = 1\n",
            "{\"results\":{\"a.c\":[{\"line_number\":1,\"hashed_secret\":\"x\",\"is_secret\""
                + ":false}]},\"filters_used\":[{\"path\":\"p\",\"pattern\":[]}]}",
            "a.*b\nfile:1:x\n",
            "fileignoreconfig:\n- filename: a\n  checksum: b\n- filename: c\nscopeconfig:\n- scope: go\nallowed_patterns:\n"
                + "- x\ncustom_patterns:\n- y\n- pattern: z\nthreshold: high\n",
            "*.md\n/a/\nb/c\n[secrets]\nabc\n",
            "detectors:\n- name: X y\n  keywords: [a]\n  regex:\n    one: b\n    two: c\n  verify:\n  - endpoint: d\nsources: []\n",
        ];
        return [.. Enumerable.Range(0, OtherTools.Files.Count).SelectMany(file => texts
            .Select(text => (byte[])[(byte)file, .. FromText(text)]))];
    }

    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        var path = Path.Combine(_folder, OtherTools.Files[input[0] % OtherTools.Files.Count]);
        File.WriteAllBytes(path, input.AsSpan(1));
        try
        {
            var parts = OtherTools.Read(_folder);
            Require(Migrated.FormatToml(parts).Length < (1 << 20) + (100 * input.Length), "a short file becomes a long configuration");
        }
        catch (RuleFileException)
        {
            return;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
