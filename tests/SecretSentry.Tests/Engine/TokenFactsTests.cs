using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Engine.Verify.Checks;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// Tests the facts that are reported about a secret. Blocks, seeds and codes are read as their specifications define. Keys are made here at
/// run time.
/// </summary>
public class TokenFactsTests
{
    public static TheoryData<string, string> KeysInTheOpen()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new()
        {
            { rsa.ExportRSAPrivateKeyPem(), "RSA2048" },
            { rsa.ExportPkcs8PrivateKeyPem(), "RSA2048" },
            { curve.ExportECPrivateKeyPem(), "EC" },
            { curve.ExportPkcs8PrivateKeyPem(), "EC" },
            { rsa.ExportRSAPrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal), "RSA2048" },
            { rsa.ExportRSAPrivateKeyPem().Replace("\n", "\\n\" +\n    \"", StringComparison.Ordinal), "RSA2048" },
            { "# " + rsa.ExportRSAPrivateKeyPem().Replace("\n", "\n# ", StringComparison.Ordinal), "RSA2048" },
        };
    }

    [Theory]
    [MemberData(nameof(KeysInTheOpen))]
    public void The_facts_of_a_key_block_are_its_kind_and_that_it_is_not_encrypted(string pem, string kind)
    {
        var facts = FactsOf("pem", pem);
        facts["keyType"].Should().Be(kind);
        facts["encrypted"].Should().Be("no");
        OfflineCheck.GetValidity("pem", Encoding.ASCII.GetBytes(pem)).Should().Be(Validity.ChecksumValid);
    }

    [Fact]
    public void A_truncated_or_changed_block_is_not_a_valid_key()
    {
        using var rsa = RSA.Create(2048);
        foreach (var pem in new[] { rsa.ExportRSAPrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem() })
        {
            OfflineCheck.GetValidity("pem", Encoding.ASCII.GetBytes(pem[..(pem.Length / 2)])).Should().Be(Validity.Unknown);
            OfflineCheck.GetValidity("pem", Encoding.ASCII.GetBytes(pem.Replace("\nMII", "\nNII", StringComparison.Ordinal))).Should()
                .Be(Validity.Unknown);
        }

        OfflineCheck.GetValidity("pem", Encoding.ASCII.GetBytes(Template.Expand("{pem:RSA PRIVATE KEY}"))).Should().Be(Validity.Unknown);
        OfflineCheck.GetValidity("pem", "-----BEGIN RSA PRIVATE KEY-----"u8).Should().Be(Validity.Unknown);
        OfflineCheck.GetValidity("pem", []).Should().Be(Validity.Unknown);
    }

    [Fact]
    public void Encrypted_key_blocks_are_recognized()
    {
        using var rsa = RSA.Create(2048);
        FactsOf("pem", rsa.ExportEncryptedPkcs8PrivateKeyPem("x",
            new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 10)))["encrypted"].Should().Be("yes");
        var older = rsa.ExportRSAPrivateKeyPem()
            .Replace("KEY-----\nM", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nM", StringComparison.Ordinal);
        FactsOf("pem", older)["encrypted"].Should().Be("yes");
    }

    [Theory]
    [InlineData("none", "no")]
    [InlineData("aes256-ctr", "yes")]
    public void The_facts_of_an_OpenSSH_block_include_the_fingerprint_of_its_public_key(string cipher, string encrypted)
    {
        byte[] key = [.. Field("ssh-ed25519"u8), .. Field(RandomNumberGenerator.GetBytes(32))];
        byte[] body = [.. "openssh-key-v1\0"u8, .. Field(Encoding.ASCII.GetBytes(cipher)), .. Field("none"u8), .. Field([]), 0, 0, 0, 1,
            .. Field(key), .. Field(RandomNumberGenerator.GetBytes(64))];
        var facts = FactsOf("pem", PemEncoding.WriteString("OPENSSH PRIVATE KEY", body));
        facts["keyType"].Should().Be("ssh-ed25519");
        facts["encrypted"].Should().Be(encrypted);
        facts["publicKey"].Should().Be("SHA256:" + Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('='));
        for (var cut = 1; cut < body.Length; cut++)
        {
            PrivateKeyBlock.Read(Encoding.ASCII.GetBytes(PemEncoding.WriteString("OPENSSH PRIVATE KEY", body.AsSpan(0, body.Length - cut))))
                .Should().BeNull("{0} bytes were cut off", cut);
        }
    }

    /// <summary>
    /// Packets as RFC 9580, section 5.5.3, defines them. The last octet before the secret says whether there is a passphrase.
    /// </summary>
    [Theory]
    [InlineData(0, "no")]
    [InlineData(254, "yes")]
    public void The_facts_of_a_PGP_block_are_its_kind_and_whether_it_is_encrypted(byte usage, string encrypted)
    {
        byte[] number = [0x08, 0x00, 0x80, .. RandomNumberGenerator.GetBytes(255)];
        byte[] rsa = [4, 0x60, 0, 0, 0, 1, .. number, 0, 17, 1, 0, 1, usage, .. RandomNumberGenerator.GetBytes(300)];
        var facts = FactsOf("pgp", Armored(Packet(rsa)));
        facts["keyType"].Should().Be("RSA2048");
        facts["encrypted"].Should().Be(encrypted);
        byte[] curve = [4, 0x60, 0, 0, 0, 22, 9, .. new byte[9], 1, 7, 0x40, .. RandomNumberGenerator.GetBytes(32), usage,
            .. RandomNumberGenerator.GetBytes(36)];
        FactsOf("pgp", Armored(Packet(curve)).Replace("\n", "\\n", StringComparison.Ordinal)).Should().Contain("keyType", "EdDSA")
            .And.Contain("encrypted", encrypted);
        byte[] newest = [6, 0x60, 0, 0, 0, 27, 0, 0, 0, 32, .. RandomNumberGenerator.GetBytes(32), usage,
            .. RandomNumberGenerator.GetBytes(32)];
        FactsOf("pgp", Armored(Packet(newest))).Should().Contain("keyType", "Ed25519").And.Contain("encrypted", encrypted);
    }

    [Fact]
    public void A_packet_that_is_not_a_secret_key_packet_is_not_a_PGP_key()
    {
        byte[] body = [4, 0x60, 0, 0, 0, 1, 0x08, 0x00, 0x80, .. RandomNumberGenerator.GetBytes(255), 0, 17, 1, 0, 1, 0,
            .. RandomNumberGenerator.GetBytes(300)];
        var packet = Packet(body);
        PgpKeyBlock.Read(Encoding.ASCII.GetBytes(Armored(packet))).Should().NotBeNull();
        byte[] isPublic = [0x99, .. packet.AsSpan(1)];
        PgpKeyBlock.Read(Encoding.ASCII.GetBytes(Armored(isPublic))).Should().BeNull();
        foreach (var (at, value) in new (int, byte)[] { (0, 0x05), (3, 3), (8, 99) })
        {
            var changed = packet.ToArray();
            changed[at] = value;
            PgpKeyBlock.Read(Encoding.ASCII.GetBytes(Armored(changed))).Should().BeNull("byte {0}", at);
        }

        for (var length = 0; length < 3 + 6 + 258 + 5; length++)
        {
            PgpKeyBlock.Read(Encoding.ASCII.GetBytes(Armored(packet[..length]))).Should().BeNull("{0} bytes are left", length);
        }
    }

    private static byte[] Packet(byte[] body) => [0x95, (byte)(body.Length >> 8), (byte)body.Length, .. body];

    private static string Armored(byte[] packets) => PemEncoding.WriteString("PGP PRIVATE KEY BLOCK", packets)
        .Replace("BLOCK-----\n", "BLOCK-----\nVersion: GnuPG v2\nComment: none\n\n", StringComparison.Ordinal)
        .Replace("\n-----END", "\n=abcd\n-----END", StringComparison.Ordinal);

    [Fact]
    public void The_facts_of_a_JWT_include_algorithm_issuer_expiry_and_a_missing_signature()
    {
        var facts =
            FactsOf("jwt", $"{Part("{\"alg\":\"HS256\"}")}.{Part("{\"iss\":\"https://id.corp.net\",\"exp\":1700000000}")}.c2lnbmF0dXJl");
        facts.Should()
            .BeEquivalentTo(new Dictionary<string, string>
            {
                ["algorithm"] = "HS256",
                ["issuer"] = "https://id.corp.net",
                ["expires"] = "2023-11-14T22:13:20Z"
            });
        FactsOf("jwt", $"{Part("{\"alg\":\"none\"}")}.{Part("{\"sub\":\"1\"}")}.")["signed"].Should().Be("no");
        FactsOf("jwt", $"{Part("{\"alg\":\"RS256\"}")}.{Part("{\"sub\":\"1\"}")}")["signed"].Should().Be("no");
        FactsOf("jwt", $"{Part("{\"alg\":\"HS256\"}")}.{Part("{\"exp\":1e300,\"iss\":{}}")}.x").Should().ContainSingle();
        FactsOf("jwt", "eyJ.eyJ.x").Should().BeEmpty();
    }

    [Fact]
    public void A_fact_contains_no_control_character_and_at_most_64_characters()
    {
        var issuer =
            FactsOf("jwt", $"{Part("{\"alg\":\"HS256\"}")}.{Part("{\"iss\":\"\\u001b[31m" + new string('a', 500) + "\"}")}.x")["issuer"];
        issuer.Should().HaveLength(64).And.MatchRegex("^[0-9a-z]+$");
    }

    [Fact]
    public void Facts_include_bots_workspaces_and_modes()
    {
        FactsOf("telegram", "123456789:" + "A" + Template.Expand("A{alnum:33}"))["botId"].Should().Be("123456789");
        FactsOf("slack", "xoxb-" + Template.Expand("123456789012-{digit:12}-{alnum:24}")).Should().Contain("workspace", "123456789012")
            .And.Contain("kind", "bot");
        FactsOf("stripe", "sk_" + "test_" + Template.Expand("{alnum:24}"))["mode"].Should().Be("test");
        FactsOf("stripe", "rk_" + "live_" + Template.Expand("{alnum:24}"))["mode"].Should().Be("live");
        var bot = Part("123456789012345678") + ".Abcdef." + Template.Expand("{alnum:27}");
        FactsOf("discord", bot)["botId"].Should().Be("123456789012345678");
        OfflineCheck.GetValidity("discord", Encoding.ASCII.GetBytes(bot)).Should().Be(Validity.ChecksumValid);
        OfflineCheck.GetValidity("discord", Encoding.ASCII.GetBytes("A" + bot[1..])).Should().Be(Validity.Unknown);
    }

    [Fact]
    public void The_facts_of_a_token_that_contains_JSON_include_its_organization()
    {
        var sentry = "sntrys_" + Part("{\"iat\":1700000000,\"url\":\"https://sentry.io\",\"org\":\"corp\"}") + "_"
            + Template.Expand("{alnum:43}");
        FactsOf("sentry", sentry).Should().Contain("organization", "corp").And.Contain("url", "https://sentry.io")
            .And.Contain("issued", "2023-11-14T22:13:20Z");
        OfflineCheck.GetValidity("sentry", Encoding.ASCII.GetBytes(sentry)).Should().Be(Validity.ChecksumValid);
        OfflineCheck.GetValidity("sentry", Encoding.ASCII.GetBytes(sentry.Replace("_eyJ", "_eXJ", StringComparison.Ordinal))).Should()
            .Be(Validity.Unknown);
        var grafana = "glc_" + Convert.ToBase64String("{\"o\":\"1234\",\"n\":\"ci\",\"k\":\"x\"}"u8);
        FactsOf("json-token", grafana)["organization"].Should().Be("1234");
        OfflineCheck.GetValidity("json-token", Encoding.ASCII.GetBytes(grafana[..^6])).Should().Be(Validity.Unknown);
    }

    /// <summary>Valid strings from BIP-173, and the same strings with one character changed.</summary>
    [Theory]
    [InlineData("A12UEL5L")]
    [InlineData("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")]
    [InlineData("split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w")]
    public void Bech32_accepts_the_published_strings_and_no_changed_string(string text)
    {
        Bech32.IsValid(Encoding.ASCII.GetBytes(text)).Should().BeTrue();
        for (var i = text.LastIndexOf('1') + 1; i < text.Length; i++)
        {
            var changed = Encoding.ASCII.GetBytes(text);
            changed[i] = changed[i] is (byte)'q' or (byte)'Q' ? (byte)(changed[i] - 1)
                : (byte)(char.IsAsciiLetterUpper((char)changed[i]) || char.IsAsciiDigit((char)changed[i]) && text[0] == 'A' ? 'Q' : 'q');
            Bech32.IsValid(changed).Should().BeFalse("position {0}", i);
        }
    }

    /// <summary>A seed from the tests of Stellar's own libraries.</summary>
    [Fact]
    public void The_published_Stellar_seed_is_valid_and_no_changed_seed_is_valid()
    {
        var seed =
            TokenChecksums.CreateStellarSeed(Convert.FromHexString("69a8c4cbb9f64e8a0798f6e1ac65d06c31629290"
            + "56bcf4cdb7d3738d1855f363"));
        seed.Should().Be("SBU2RRGLXH3E5CQHTD3ODLDF2BWD" + "CYUSSBLLZ5GNW7JXHDIYKXZWHOKR");
        OfflineCheck.GetValidity("stellar", Encoding.ASCII.GetBytes(seed)).Should().Be(Validity.ChecksumValid);
        for (var i = 0; i < seed.Length; i++)
        {
            var changed = Encoding.ASCII.GetBytes(seed);
            changed[i] = changed[i] == (byte)'A' ? (byte)'B' : (byte)'A';
            OfflineCheck.GetValidity("stellar", changed).Should().Be(Validity.ChecksumInvalid, "position {0}", i);
        }
    }

    private static byte[] Field(ReadOnlySpan<byte> value)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [.. length, .. value];
    }

    private static string Part(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyDictionary<string, string> FactsOf(string check, string secret) =>
        SecretFacts.Read(new Rule { Id = "x", Checksum = check }, Encoding.ASCII.GetBytes(secret));
}
