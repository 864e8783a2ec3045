using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The checks of tokens: checksums, key blocks, JSON in base64. Every check gets every input.</summary>
internal sealed class ChecksTarget : FuzzTarget
{
    public override string Name => "checks";

    public override long LimitMemory(int length) => 64 << 20;

    public override IReadOnlyList<string> Words =>
        ["-----BEGIN RSA PRIVATE KEY-----\n", "-----END RSA PRIVATE KEY-----", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n", "\n\n",
        "Version: 1\n", ".", "eyJ", "==", "=", "openssh-key-v1"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) => BuiltInRules.Load().Rules
        .Where(rule => rule.Checksum.Length > 0).SelectMany(rule => rule.Examples.Take(3))
        .Select(example => Template.GetBytes(Template.Expand(example)));

    public override void Run(byte[] input)
    {
        foreach (var name in OfflineCheck.Names)
        {
            var first = OfflineCheck.GetValidity(name, input);
            Require(first is Validity.Unknown or Validity.ChecksumValid or Validity.ChecksumInvalid, "a check has another answer");
            _ = OfflineCheck.IsIncomplete(name, input);
        }
    }
}
