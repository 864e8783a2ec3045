using System.Text;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The example of a rule.</summary>
internal sealed class TemplateTarget : FuzzTarget
{
    public override string Name => "template";

    public override int MaxLength => 256;

    public override IReadOnlyList<string> Words =>
        ["{hex:", "{alnum:8}", "{base32:16}", "{bytes:4}", "{{", "}}", "{", "}", ":", "10000", "base64:", "{crc62:", "{jwt:",
        "{base64:{hex:4}}"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) => SeedFolder.ReadOwn("patterns", "*.toml")
        .SelectMany(file => Encoding.UTF8.GetString(file).Split('"'))
            .Where(text => text.Contains('{', StringComparison.Ordinal) && text.Length < 200)
        .Distinct().Take(400).Select(FromText);

    public override long LimitMemory(int length) => 64 << 20;

    public override void Run(byte[] input)
    {
        try
        {
            var text = Encoding.Latin1.GetString(input);
            Require(Template.Expand(text) == Template.Expand(text), "a template has two texts");
        }
        catch (FormatException)
        {
            return;
        }
    }
}
