using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Engine.Verify.Checks;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// Each check accepts a token that is made for it here, and rejects the token when one character is changed. The algorithms give the
/// published test vectors.
/// </summary>
public class ChecksumTests
{
    /// <summary>A vector that microsoft/security-utilities publishes.</summary>
    [Fact]
    public void Marvin_gives_the_published_vector()
    {
        Marvin32.Compute64("abc"u8, 0xd53cd9cecd0893b7).Should().Be(0x22c74339492769bf);
    }

    /// <summary>The check value of CRC-16/XMODEM in the catalogue of CRC algorithms.</summary>
    [Fact]
    public void Crc16_gives_the_standard_check_value()
    {
        NatsSeed.ComputeCrc16("123456789"u8).Should().Be(0x31C3);
    }

    /// <summary>The test vectors of RFC 4648, section 10.</summary>
    [Fact]
    public void Base32_gives_the_vector_of_the_rfc()
    {
        string.Concat(Enumerable.Range(0, 8).Select(i => (char)Base32.GetDigit("foobar"u8, i))).Should().Be("MZXW6YTB");
        var bytes = new byte[5];
        Base32.TryDecode("MZXW6YTB"u8, bytes).Should().BeTrue();
        bytes.Should().Equal("fooba"u8.ToArray());
    }

    public static TheoryData<string, string, int> Tokens => new()
    {
        { "atlassian", WithHex("ATATT3xFfGF0" + Random("{base64url:170}") + "=", text => Crc32.Compute(text), "X8"), 0 },
        { "bitbucket", WithHex("ATBB" + Random("{alnum:24}"), text => Crc32.Compute(text), "X8"), 0 },
        { "grafana", WithHex("glsa_" + Random("{alnum:32}"), text => BinaryPrimitives.ReverseEndianness(Crc32.Compute(text)), "x8", "_"),
        0 },
        { "zuplo", WithHex("zpka_" + Random("{lowernum:32}"), text => Crc32.Compute(text.AsSpan(5)), "x8", "_"), 5 },
        { "cloudflare", WithHex("cfut_" + Random("{alnum:40}"), text => Crc32.Compute(text.AsSpan(5)), "x8"), 5 },
        { "vercel", Vercel(), 4 },
        { "confluent", Confluent(), 4 },
        { "github-pat", FineGrained(), 0 },
        { "nats", Nats(), 0 },
        { "azure-key", AzureKey(64), 0 },
        { "azure-key", AzureKey(32), 0 },
        { "azure-cask", Cask(), 0 },
        { "entra", Entra(), 0 },
        { "azure-devops", DevOps(0xE0B9692D), 0 },
        { "azure-devops", DevOps(0x1019F92E), 0 },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public void A_correct_token_is_valid_and_a_token_with_a_changed_character_is_unknown(string check, string token, int firstCovered)
    {
        var bytes = Encoding.ASCII.GetBytes(token);
        OfflineCheck.GetValidity(check, bytes).Should().Be(Validity.ChecksumValid);
        // For the fine-grained form, it is not known whether the bytes after position 85 are covered. Padding and unused bits carry no
        // data.
        var end = check == "github-pat" ? 85 : check == "azure-cask" ? 84
            : token.TrimEnd('=').Length - (check is "azure-key" or "azure-devops" ? 1 : 0);
        for (var i = firstCovered; i < end; i++)
        {
            var changed = bytes.ToArray();
            changed[i] = changed[i] == (byte)'5' ? (byte)'6' : (byte)'5'; // both are digits of every alphabet used here
            OfflineCheck.GetValidity(check, changed).Should().Be(Validity.Unknown, "position {0} of {1}", i, check);
        }
    }

    [Fact]
    public void A_macaroon_with_a_signature_is_a_valid_pypi_token_and_a_truncated_one_is_not()
    {
        byte[] macaroon = [2, 1, 8, .. "pypi.org"u8, 2, 4, .. "abcd"u8, 0, 2, 3, .. "xyz"u8, 0, 0, 6, 32, .. SHA256.HashData("pypi"u8)];
        var token = Encoding.ASCII.GetBytes("pypi-" + System.Buffers.Text.Base64Url.EncodeToString(macaroon));
        OfflineCheck.GetValidity("pypi", token).Should().Be(Validity.ChecksumValid);
        OfflineCheck.GetValidity("pypi", token.AsSpan(0, token.Length - 4)).Should().Be(Validity.Unknown);
    }

    /// <summary>Follows GitLab's documentation of routable tokens: payload, version, length, CRC-32 in base 36.</summary>
    [Fact]
    public void A_routable_gitlab_token_is_valid_and_no_changed_token_is_valid()
    {
        var text = "glpat-" + Random("{alnum:27}") + ".01." + Random("{lowernum:2}");
        var token = text + Base36(Crc32.Compute(Encoding.ASCII.GetBytes(text)));
        OfflineCheck.GetValidity("gitlab", Encoding.ASCII.GetBytes(token)).Should().Be(Validity.ChecksumValid);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = Encoding.ASCII.GetBytes(token);
            changed[i] = changed[i] == (byte)'5' ? (byte)'6' : (byte)'5';
            // With a changed version mark the form cannot be recognized.
            OfflineCheck.GetValidity("gitlab", changed).Should()
                .Be(i >= text.Length - 6 && i < text.Length - 2 ? Validity.Unknown : Validity.ChecksumInvalid, "position {0}", i);
        }
    }

    /// <summary>RFC 7617: user and password, separated by a colon, in base64.</summary>
    [Fact]
    public void Basic_authorization_without_a_colon_or_truncated_is_invalid()
    {
        var text = Convert.ToBase64String(Encoding.ASCII.GetBytes("user:" + Random("{alnum:13}")));
        OfflineCheck.GetValidity("basic", Encoding.ASCII.GetBytes(text)).Should().Be(Validity.ChecksumValid);
        OfflineCheck.GetValidity("basic", Encoding.ASCII.GetBytes(text[..^1])).Should().Be(Validity.ChecksumInvalid);
        OfflineCheck.GetValidity("basic", Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(Random("{alnum:18}")))))
            .Should().Be(Validity.ChecksumInvalid);
    }

    [Fact]
    public void Base64_of_text_is_recognized_with_and_without_padding()
    {
        foreach (var length in Enumerable.Range(9, 6))
        {
            var text = Convert.ToBase64String(Encoding.ASCII.GetBytes(Random($"{{alnum:{length}}}")));
            OfflineCheck.GetValidity("base64-text", Encoding.ASCII.GetBytes(text)).Should().Be(Validity.ChecksumValid);
            OfflineCheck.GetValidity("base64-text", Encoding.ASCII.GetBytes(text.TrimEnd('='))).Should().Be(Validity.ChecksumValid);
        }
    }

    [Theory]
    [InlineData("GeneratePassword")]
    [InlineData("connectionPassword")]
    [InlineData("initialPasswd")]
    public void An_identifier_of_source_code_is_not_base64_of_text(string name) =>
        OfflineCheck.GetValidity("base64-text", Encoding.ASCII.GetBytes(name)).Should().Be(Validity.ChecksumInvalid);

    /// <summary>A user's rule can name any check, whatever its regex matches.</summary>
    [Fact]
    public void Every_check_answers_for_every_length()
    {
        foreach (var name in OfflineCheck.Names)
        {
            for (var length = 0; length < 100; length++)
            {
                OfflineCheck.GetValidity(name, Encoding.ASCII.GetBytes(new string('a', length))).Should().NotBe(Validity.ChecksumValid);
            }
        }
    }

    /// <summary>
    /// Each check that a rule names has a test here, in <see cref="TokenFactsTests"/> or in <see cref="VerifyTests"/>. Add a new check to
    /// both lists.
    /// </summary>
    [Fact]
    public void Every_check_of_a_built_in_rule_has_a_mutation_test()
    {
        string[] elsewhere = ["age", "base64-text", "basic", "discord", "github", "gitlab", "json-token", "jwt", "pem", "pgp", "pypi",
            "sentry", "stellar"];
        string[] factsAlone = ["aws-key-id", "slack", "stripe", "telegram"]; // they only give facts and decide nothing
        var used = RuleReader.ReadFolder(TestPaths.Patterns).Select(entry => entry.Rule.Checksum).Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal);
        used.Should().BeSubsetOf([.. Tokens.Select(row => (string)row[0]), .. elsewhere, .. factsAlone]);
    }

    private static string Base36(uint value)
    {
        var digits = new char[7];
        for (var i = 6; i >= 0; i--, value /= 36)
        {
            digits[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(value % 36)];
        }

        return new(digits);
    }

    private static string Random(string template) => Template.Expand(template);

    private static string WithHex(string text, Func<byte[], uint> crc, string format, string separator = "") =>
        text + separator + crc(Encoding.ASCII.GetBytes(text)).ToString(format, CultureInfo.InvariantCulture);

    private static string Vercel()
    {
        var (body, digits) = (Random("{alnum:50}"), new byte[6]);
        Crc62.WriteChecksum(Encoding.ASCII.GetBytes(body), digits);
        return "vcp_" + body + Encoding.ASCII.GetString(digits);
    }

    private static string Confluent()
    {
        var body = Random("{base64:54}");
        return "cflt" + body + Convert.ToBase64String(BitConverter.GetBytes(Crc32.Compute(Encoding.ASCII.GetBytes(body))))[..6];
    }

    private static string FineGrained()
    {
        var text = "github_pat_" + Random("{alnum:22}") + "_" + Random("{alnum:43}");
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(text));
        return text + string.Concat(Enumerable.Range(0, 8).Select(i => (char)Base32.GetDigit(hash, i))) + Random("{upper:8}");
    }

    private static string Nats()
    {
        byte[] bytes = [0x95, 0, .. SHA256.HashData("nats"u8)];
        byte[] all = [.. bytes, .. BitConverter.GetBytes(NatsSeed.ComputeCrc16(bytes))];
        return string.Concat(Enumerable.Range(0, 58).Select(i => (char)Base32.GetDigit(all, i)));
    }

    private static string AzureKey(int length)
    {
        var random = SHA512.HashData("key"u8)[..(length - 4)];
        return Convert.ToBase64String([.. random, .. BitConverter.GetBytes(Marvin32.Compute(random, 0x44656661756c7430))]);
    }

    private static string Cask()
    {
        var text = Random("{alnum:80}");
        var digits = new byte[4];
        AzureCaskKey.WriteChecksum(Convert.FromBase64String(text), digits);
        return text + Encoding.ASCII.GetString(digits);
    }

    private static string DevOps(uint constant)
    {
        var bytes = SHA256.HashData("devops"u8);
        var crc = Crc32.Compute(AzureDevOpsToken.GetCoveredBytes(bytes)) ^ constant;
        (bytes[22], bytes[8], bytes[7], bytes[2]) = ((byte)crc, (byte)(crc >> 8), (byte)(crc >> 16), (byte)(crc >> 24));
        return string.Concat(Enumerable.Range(0, 52).Select(i => char.ToLowerInvariant((char)Base32.GetDigit([.. bytes, 0], i))));
    }

    private static string Entra()
    {
        var text = "abc8Q~" + Random("{alnum:31}");
        var digits = new byte[3];
        EntraClientSecret.WriteChecksum(Encoding.ASCII.GetBytes(text), digits);
        return text + Encoding.ASCII.GetString(digits);
    }
}
