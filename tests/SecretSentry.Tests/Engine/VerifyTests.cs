using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;
using SecretSentry.Engine.Verify;
using SecretSentry.Findings;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

public class VerifyTests
{
    [Fact]
    public void Entropy_of_equal_bytes_is_zero_and_of_sixteen_different_bytes_four_bits()
    {
        Entropy.Compute("aaaaaaaa"u8).Should().Be(0);
        Entropy.Compute("0123456789abcdef"u8).Should().BeApproximately(4, 1e-12);
        Entropy.Compute([]).Should().Be(0);
    }

    [Fact]
    public void A_token_with_a_correct_checksum_is_valid_and_no_changed_token_is_valid()
    {
        var token = Encoding.ASCII.GetBytes(Template.Expand("ghp_{crc62:30}"));
        OfflineCheck.GetValidity("github", token).Should().Be(Validity.ChecksumValid);
        for (var i = 4; i < token.Length; i++)
        {
            var changed = token.ToArray();
            changed[i] = changed[i] == (byte)'Q' ? (byte)'R' : (byte)'Q';
            OfflineCheck.GetValidity("github", changed).Should().Be(Validity.ChecksumInvalid, "position {0}", i);
        }
    }

    [Fact]
    public void Crc32_gives_the_standard_check_value()
    {
        Crc32.Compute("123456789"u8).Should().Be(0xCBF43926);
    }

    [Fact]
    public void The_account_is_decoded_from_a_key_id()
    {
        const long account = 123456789012;
        var bits = (ulong)account << 7; // 48 bits, the top bit is clear
        var id = new StringBuilder("AK").Append("IA");
        for (var i = 0; i < 10; i++)
        {
            // 50 bits, the two lowest are unused
            id.Append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(int)(((bits << 2) >> (45 - (5 * i))) & 31)]);
        }

        id.Append("AAAAAA");
        AwsKeyId.DecodeAccount(Encoding.ASCII.GetBytes(id.ToString())).Should().Be("123456789012");
    }

    [Theory]
    [InlineData("xxxxxxxxxxxx", true)]
    [InlineData("your-api-key-here", true)]
    [InlineData("${API_KEY}", true)]
    [InlineData("{{ token }}", true)]
    [InlineData("<token>", true)]
    [InlineData("glpat-{alnum:20}", true)]
    [InlineData("{lower:6-8}7", true)]
    [InlineData("p{a:b}ss{1:}x", false)]
    [InlineData("kq83ZpLw02vN", false)]
    [InlineData("hunter2pass", false)]
    public void Placeholders_are_distinguished_from_values(string text, bool isPlaceholder)
    {
        Placeholders.Is(Encoding.ASCII.GetBytes(text)).Should().Be(isPlaceholder);
    }

    /// <summary>Sixteen different bytes have an entropy of four bits each.</summary>
    [Theory]
    [InlineData("0123456789abcdef", 3.99, 1)]
    [InlineData("0123456789abcdef", 4, 0)]
    [InlineData("0123456789abcdee", 4, 0)]
    public void A_secret_needs_more_entropy_than_its_rule_states(string secret, double entropy, int count)
    {
        var rules = RuleSet.Compile([new() { Id = "acme", Regex = "acme_([0-9a-f]{16})", Entropy = entropy }]);
        var matches = new List<Match>();
        new Scanner(rules).Scan(Encoding.ASCII.GetBytes($"x = acme_{secret}\n"), "", matches);
        matches.Should().HaveCount(count);
    }

    [Fact]
    public void A_documented_sample_key_is_reported_as_a_sample_of_low_confidence()
    {
        var rules = BuiltInRules.Load();
        var content = Encoding.ASCII.GetBytes("id = AK" + "IAIOSFODNN7" + "EXAMPLE");
        var matches = new List<Match>();
        new Scanner(rules).Scan(content, "", matches);
        var match = matches.Should().ContainSingle().Subject;
        match.Confidence.Should().Be(Confidence.Low);
        SecretFacts.Read(rules.Rules[match.Rule], content.AsSpan(match.SecretStart, match.SecretLength)).Should().ContainKey("sample");
    }

    [Fact]
    public void A_preview_shows_at_most_two_characters_of_each_end_and_none_of_a_short_secret()
    {
        Redaction.CreatePreview("abcdefghijkl"u8).Should().Be("ab********kl");
        for (var length = 0; length < 12; length++)
        {
            Redaction.CreatePreview("abcdefghijk"u8[..length]).Should().Be("********", "{0} characters are too few", length);
        }

        Redaction.CreatePreview("\u001b[31mabcdefgh\n\n"u8).Should().NotContain("\u001b");
    }

    /// <summary>RFC 7515, 4.1.1: the header must name an algorithm.</summary>
    [Theory]
    [InlineData("{'alg':'HS256'}", true)]
    [InlineData("{'typ':'JWT','alg':'none'}", true)]
    [InlineData("{'typ':'JWT'}", false)]
    [InlineData("{'ALG':'HS256'}", false)]
    [InlineData("{'x':{'alg':'HS256'}}", false)]
    [InlineData("{}", false)]
    public void A_JWT_is_valid_only_if_its_header_names_an_algorithm(string header, bool isValid)
    {
        var bytes = Encoding.ASCII.GetBytes(header.Replace('\'', '"'));
        OfflineCheck.GetValidity("jwt", Encoding.ASCII.GetBytes(System.Buffers.Text.Base64Url.EncodeToString(bytes) + ".e30.x")).Should()
            .Be(isValid ? Validity.ChecksumValid : Validity.ChecksumInvalid);
    }

    /// <summary>A published check without an older form decides alone: text that fails it is no secret.</summary>
    [Theory]
    [InlineData("stellar seed: ", "{stellar}")]
    [InlineData("STELLAR_SECRET=", "{stellar}")]
    [InlineData("//npm.example.net/:_auth=", "{b64:{lower:8}:{alnum:12}}")]
    public void Text_that_fails_a_check_which_can_reject_is_not_reported(string before, string template)
    {
        for (var variant = 0; variant < 3; variant++)
        {
            var secret = Template.Expand(template, variant);
            Find(before + secret + "\n").Should().ContainSingle().Which.Validity.Should().Be(Validity.ChecksumValid);
            var changed = template == "{stellar}" ? secret[..30] + (secret[30] == 'Q' ? 'R' : 'Q') + secret[31..]
                : Convert.ToBase64String([.. Enumerable.Range(0, 30).Select(i => (byte)(0x80 + (i * 37 % 128)))]);
            Find(before + changed + "\n").Should().NotContain(match => match.Validity == Validity.ChecksumInvalid);
        }
    }

    /// <summary>A block without its last line may be cut off anywhere. A closed block is complete, whatever is in it.</summary>
    [Theory]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("PRIVATE KEY")]
    [InlineData("EC PRIVATE KEY")]
    public void A_private_key_that_is_cut_off_has_medium_confidence(string kind)
    {
        var lines = string.Concat(Enumerable.Range(0, 6).Select(i => Template.Expand("{base64:64}", i) + "\n"));
        var open = $"-----BEGIN {kind}-----\n{lines}";
        Find(open).Should().ContainSingle().Which.Confidence.Should().Be(Confidence.Medium);
        Find(open + "\n\nmore text\n").Should().ContainSingle().Which.Confidence.Should().Be(Confidence.Medium);
        Find(open + $"-----END {kind}-----\n").Should().ContainSingle().Which.Confidence.Should().Be(Confidence.High);
    }

    private static List<Match> Find(string text)
    {
        var matches = new List<Match>();
        new Scanner(BuiltInRules.Load()).Scan(Encoding.ASCII.GetBytes(text), "", matches);
        return matches;
    }

    [Fact]
    public void A_JWT_header_that_is_not_valid_UTF_8_is_invalid_and_causes_no_crash()
    {
        byte[] header = [.. "{\"alg\":\""u8, 0xBB, .. "\"}"u8];
        OfflineCheck.GetValidity("jwt", Encoding.ASCII.GetBytes(System.Buffers.Text.Base64Url.EncodeToString(header) + ".e30.x")).Should()
            .Be(Validity.ChecksumInvalid);
    }
}
