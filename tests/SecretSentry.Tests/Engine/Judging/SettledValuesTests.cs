using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify.Checks;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// Tests the values that are decided without a forest: each kind, its siblings, and values that only look like it. A value is marked with «
/// and ».
/// </summary>
public class SettledValuesTests
{
    private const string Service = "config/application.yml";

    private static readonly RuleSet Rules = BuiltInRules.Load();

    /// <summary>Joined here, so that the history of this repository does not contain it next to a name.</summary>
    private const string Default = "change" + "me";

    [Fact]
    public void A_private_key_without_PEM_armor_is_recognized_by_its_structure()
    {
        using var rsa = RSA.Create(2048);
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[][] keys = [rsa.ExportPkcs8PrivateKey(), rsa.ExportRSAPrivateKey(), small.ExportRSAPrivateKey(),
            curve.ExportPkcs8PrivateKey()];
        foreach (var key in keys.Select(Convert.ToBase64String))
        {
            CredentialIn("deploy/.env", $"SIGNING_KEY=«{key}»\n").Should().Be(Settled.PrivateKey, "{0} characters of it", key.Length);
            CredentialIn("src/keys.js", $"const signingKey = '«{key}»';\n").Should().Be(Settled.PrivateKey);
            LevelIn("test/keys_test.py", $"SIGNING_KEY = '«{key}»'\n").Should().Be(Confidence.High, "its structure is enough anywhere");
        }
    }

    [Fact]
    public void A_public_key_and_the_beginning_of_a_private_key_are_not_private_keys()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] others =
        [
            Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()), Convert.ToBase64String(rsa.ExportRSAPublicKey()),
            Convert.ToBase64String(curve.ExportSubjectPublicKeyInfo()), Convert.ToBase64String(rsa.ExportPkcs8PrivateKey())[..90],
            "X" + Convert.ToBase64String(rsa.ExportPkcs8PrivateKey()),
        ];
        foreach (var other in others)
        {
            CredentialIn("deploy/.env", $"SIGNING_KEY=«{other}»\n").Should().Be(Settled.No, "{0} characters of it", other.Length);
        }
    }

    [Theory]
    [InlineData(Service, "db:\n  password: «@»\n")]
    [InlineData("deploy/.env", "DB_PASSWORD=«@»\n")]
    [InlineData("conf/server.properties", "db.passwd = «@»\n")]
    [InlineData("conf/a.ini", "[db]\npwd=«@»\n")]
    [InlineData("conf/a.toml", "pass = \"«@»\"\n")]
    [InlineData("conf/a.yml", "key_passphrase: '«@»'\n")]
    public void A_well_known_password_is_a_credential_in_a_settings_file(string path, string text)
    {
        CredentialIn(path, text.Replace("@", Default, StringComparison.Ordinal)).Should().Be(Settled.CommonPassword);
        LevelIn(path, text.Replace("@", Default, StringComparison.Ordinal)).Should().Be(Confidence.Medium);
    }

    [Theory]
    [InlineData("config/application.yml.example", "db:\n  password: «@»\n")]
    [InlineData("README.md", "password: «@»\n")]
    [InlineData("test/application.yml", "password: «@»\n")]
    [InlineData("locales/en.yml", "password: «@»\n")]
    [InlineData("src/a.py", "password = '«@»'\n")]
    [InlineData(Service, "# password: «@»\n")]
    [InlineData(Service, "password_hint: «@»\n")]
    [InlineData(Service, "password: «@2»\n")]
    [InlineData(Service, "url: \"jdbc:x://h/d?password=«@»\"\n")]
    public void A_well_known_password_in_another_context_is_not_a_credential(string path, string text) =>
        CredentialIn(path, text.Replace("@", Default, StringComparison.Ordinal)).Should().Be(Settled.No);

    [Theory]
    [InlineData("1111", true)]
    [InlineData("000000", true)]
    [InlineData("1234", true)]
    [InlineData("1234567890", true)]
    [InlineData("3456789", true)]
    [InlineData("654321", false)]
    [InlineData("1357", false)]
    [InlineData("1112", false)]
    [InlineData("12345678901", false)]
    [InlineData("1234a", false)]
    public void Repeated_or_consecutive_digits_are_a_well_known_password(string digits, bool isKnown)
    {
        CredentialIn(Service, $"db:\n  password: «{digits}»\n").Should().Be(isKnown ? Settled.CommonPassword : Settled.No);
        CredentialIn(Service, $"db:\n  port: 1\n  password_length: «{digits}»\n").Should().Be(Settled.No);
    }

    [Theory]
    [InlineData("user: rita\n  password: «rita»", true)]
    [InlineData("username: rita\n  password: «rita»", true)]
    [InlineData("user_name: 'rita'\n  host: a\n  password: «rita»", true)]
    [InlineData("login = \"rita\"\n  password = \"«rita»\"", true)]
    [InlineData("user: tom\n  password: «tom»", true)]
    [InlineData("user: ritab\n  password: «rita»", false)]
    [InlineData("user: brita\n  password: «rita»", false)]
    [InlineData("host: rita\n  password: «rita»", false)]
    [InlineData("# the user rita\n  password: «rita»", false)]
    [InlineData("user: Rita7\n  password: «Rita7»", false)]
    public void A_password_equal_to_the_user_name_is_a_well_known_password(string lines, bool isKnown) =>
        CredentialIn(Service, $"db:\n  {lines}\n").Should().Be(isKnown ? Settled.CommonPassword : Settled.No);

    [Fact]
    public void A_password_equal_to_the_user_name_is_reported_even_if_it_is_too_short_for_the_judge()
    {
        LevelIn(Service, "db:\n  user: tom\n  password: «tom»\n").Should().Be(Confidence.Medium);
        LevelIn(Service, "db:\n  user: tim\n  password: «tom»\n").Should().BeNull();
    }

    [Theory]
    [InlineData("$2y$12${alnum:53}")]
    [InlineData("$6${alnum:8}${alnum:86}")]
    [InlineData("pbkdf2_sha256$260000${alnum:12}${base64:43}=")]
    [InlineData("md5{hex:32}")]
    [InlineData("{{bcrypt}}$2a$10${alnum:53}")]
    public void A_password_hash_is_not_a_credential(string template)
    {
        var hash = Made(template);
        NoneIn(Service, $"db:\n  password: '«{hash}»'\n").Should().Be(Settled.Hash);
        LevelIn(Service, $"db:\n  password: '«{hash}»'\n").Should().BeNull();
    }

    [Theory]
    [InlineData("%242y%2412%24{alnum:53}")]
    [InlineData("%7Bbcrypt%7D%242a%2410%24{alnum:53}")]
    public void A_percent_encoded_password_hash_in_a_URL_is_not_a_credential(string template) =>
        NoneIn("deploy/.env", $"LDAP_URL=ldap://rita:«{Made(template)}»@ldap.acme.org/\n").Should().Be(Settled.Hash);

    [Theory]
    [InlineData("{alnum:12}%24{alnum:8}")]
    [InlineData("%24{alnum:20}")]
    [InlineData("%2")]
    public void A_password_in_a_URL_with_a_percent_encoded_dollar_sign_is_not_a_hash(string template) =>
        NoneIn("deploy/.env", $"DB_URL=postgres://rita:«{Made(template)}»@db.acme.org/\n").Should().Be(Settled.No);

    [Theory]
    [InlineData(0, 'A')]
    [InlineData(20 << 3, 'U')]
    [InlineData(14 << 3, 'O')]
    [InlineData(6 << 3, 'G')]
    public void A_public_key_with_a_correct_checksum_is_not_a_credential(byte kind, char first)
    {
        var key = Keyed(kind);
        key[0].Should().Be(first);
        NoneIn("conf/a.conf", $"nkey: «{key}»\n").Should().Be(Settled.PublicKey);
        NoneIn("conf/a.conf", $"nkey: «{key[..^1]}{(key[^1] == 'A' ? 'B' : 'A')}»\n").Should().Be(Settled.No);
    }

    [Fact]
    public void A_private_key_with_a_correct_checksum_is_not_a_public_key() =>
        NoneIn("conf/a.conf", $"nkey: «{Keyed(15 << 3)}»\n").Should().Be(Settled.No);

    /// <summary>Returns a NATS or Stellar key of the given kind.</summary>
    private static string Keyed(byte kind) => StellarSeed.Encode(kind, RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void A_value_with_a_template_placeholder_is_an_example_of_a_rule()
    {
        NoneIn("conf/a.toml", "token = \"«key_{" + "alnum:20}»\"\n").Should().Be(Settled.Template);
        NoneIn("conf/a.toml", "token = \"«key_{" + "alnum}»\"\n").Should().Be(Settled.No);
        NoneIn("conf/a.toml", "token = \"«{" + "20:alnum}»\"\n").Should().Be(Settled.No);
    }

    [Fact]
    public void A_sealed_value_is_not_a_credential()
    {
        var (wrapped, sealedValue) = (Made("{base64url:64}"), Made("{base64:120}"));
        NoneIn("a.json", $$"""{"protected":"x","encrypted_key":"«{{wrapped}}»","iv":"x"}""" + "\n").Should().Be(Settled.Sealed);
        NoneIn("a.yml", $"spec:\n  encryptedData:\n    password: «{sealedValue}»\n").Should().Be(Settled.Sealed);
    }

    [Fact]
    public void A_value_next_to_a_sealed_value_is_not_sealed()
    {
        var (value, shorter) = (Made("{base64url:64}"), Made("{alnum:30}"));
        NoneIn("a.json", $$"""{"encrypted_key":"x","key":"«{{value}}»"}""" + "\n").Should().Be(Settled.No);
        NoneIn("a.json", $$"""{"encrypted_key":"«{{shorter}}»"}""" + "\n").Should().Be(Settled.No);
        NoneIn("a.py", $"encrypted_key = '«{value}»'\n").Should().Be(Settled.No);
        NoneIn("a.yml", $"spec:\n  encryptedData:\n    password: «{shorter}»\n").Should().Be(Settled.No);
        NoneIn("a.yml", $"spec:\n  data:\n    password: «{Made("{base64:120}")}»\n").Should().Be(Settled.No);
    }

    [Fact]
    public void Each_kind_has_its_own_description_and_only_a_credential_has_a_confidence()
    {
        Enum.GetValues<Settled>().Select(SettledValues.Describe).Should().OnlyHaveUniqueItems();
        Enum.GetValues<Settled>().Where(settled => SettledValues.GetConfidence(settled) is not null).Should()
            .BeEquivalentTo([Settled.PrivateKey, Settled.CommonPassword]);
    }

    private static string Made(string template) => Template.Expand(template, 3);

    private static Settled CredentialIn(string path, string text) => Of(path, text).Credential;

    private static Settled NoneIn(string path, string text) => Of(path, text).None;

    /// <summary>Returns the level at which a scan reports the marked value.</summary>
    private static Confidence? LevelIn(string path, string text)
    {
        var (content, start, end) = Marked(text);
        var matches = new List<Match>();
        new Scanner(Rules).Scan(content, path, matches);
        return matches.Where(match => Rules.Rules[match.Rule].IsJudged && match.SecretStart == start && match.SecretEnd == end)
            .Select(match => (Confidence?)match.Confidence).Max();
    }

    private static (Settled Credential, Settled None) Of(string path, string text)
    {
        var (content, start, end) = Marked(text);
        var (facts, found) = (PathFacts.Create(path), new List<NamedValue>());
        AnchorFinder.Extract(content, facts, found);
        var value = found.First(one => one.Start == start && one.End == end);
        Span<int> features = new int[(int)Feature.Count];
        CandidateFeatures.WriteFirst(content, value, Rules.Judge!.Words, features);
        CandidateFeatures.WriteRest(content, value, facts, Rules.Judge.Words, features);
        return (SettledValues.ClassifyCredential(content, value, facts), SettledValues.ClassifyNonCredential(content, value, features));
    }

    private static (byte[] Content, int Start, int End) Marked(string text)
    {
        var (open, close) = (text.IndexOf('«', StringComparison.Ordinal), text.IndexOf('»', StringComparison.Ordinal));
        return (Encoding.ASCII.GetBytes(text.Remove(close, 1).Remove(open, 1)), open, close - 1);
    }
}
