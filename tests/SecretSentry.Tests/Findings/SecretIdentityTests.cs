using System.Security.Cryptography;
using System.Text;
using SecretSentry.Findings;

namespace SecretSentry.Tests.Findings;

public class SecretIdentityTests
{
    /// <summary>The format is on record in other people's files, so it must not change. Computed with Python's hashlib and hmac.</summary>
    [Theory]
    [InlineData("hunter2", "", "74d7f9b438b619563704")]
    [InlineData("hunter2", "team7", "team7.39ad88796e8caa9791c4")]
    public void The_fingerprint_of_a_guessable_secret_is_slow_and_fixed(string secret, string salt, string expected)
    {
        SecretIdentity.IsGuessable(Encoding.UTF8.GetBytes(secret)).Should().BeTrue();
        new SecretIdentity(Encoding.UTF8.GetBytes(secret)).GetFingerprint(salt).Should().Be(expected);
    }

    [Theory]
    [InlineData("", "67f73f77097f8ef4061b")]
    [InlineData("team7", "team7.42ea08a3d527412d5915")]
    public void The_fingerprint_of_a_random_secret_is_fixed(string salt, string expected)
    {
        var secret = MakeToken(1);
        SecretIdentity.IsGuessable(secret).Should().BeFalse();
        new SecretIdentity(secret).GetFingerprint(salt).Should().Be(expected);
    }

    [Theory]
    [InlineData("short1A")]
    [InlineData("correct-horse-battery-staple-7")]
    [InlineData("Summer2024Password1234")]
    [InlineData("P4ssw0rdP4ssw0rdP4ssw0rd")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("")]
    public void A_secret_of_words_or_few_characters_is_guessable(string secret) =>
        SecretIdentity.IsGuessable(Encoding.UTF8.GetBytes(secret)).Should().BeTrue();

    [Fact]
    public void Most_random_tokens_are_not_guessable() =>
        Enumerable.Range(0, 1000).Count(number => !SecretIdentity.IsGuessable(MakeToken(number))).Should().BeGreaterThan(950);

    [Fact]
    public void A_fingerprint_depends_on_the_secret_and_the_salt_alone()
    {
        foreach (var secret in new[] { "hunter2"u8.ToArray(), MakeToken(2) })
        {
            var identity = new SecretIdentity(secret);
            new SecretIdentity(secret).GetFingerprint("a").Should().Be(identity.GetFingerprint("a"));
            new SecretIdentity(secret).Id.Should().Be(identity.Id);
            identity.GetFingerprint("a")[2..].Should().NotBe(identity.GetFingerprint("b")[2..]);
            new SecretIdentity([.. secret, (byte)'x']).GetFingerprint("a").Should().NotBe(identity.GetFingerprint("a"));
        }
    }

    [Fact]
    public void Both_formats_can_be_told_apart()
    {
        var identity = new SecretIdentity("hunter2"u8);
        SecretIdentity.IsOldFingerprint(identity.GetOldFingerprint("a-rule")).Should().BeTrue();
        SecretIdentity.IsOldFingerprint(identity.GetFingerprint("")).Should().BeFalse();
        SecretIdentity.IsOldFingerprint(identity.GetFingerprint("0123456789abcdef")).Should().BeFalse();
    }

    private static byte[] MakeToken(int number) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)))[..40]);
}
