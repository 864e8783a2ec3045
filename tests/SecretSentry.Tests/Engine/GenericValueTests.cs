using System.Text;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;
using SecretSentry.Engine.Verify;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

public class GenericValueTests
{
    private static readonly Rule Password = new()
    {
        Id = "p",
        Description = "",
        Issuer = "",
        Regex = "abcd",
        Confidence = Confidence.Medium,
        Tags = ["generic", "password"],
    };

    [Theory]
    [InlineData("src/app.py", "hunter22!x", Confidence.Medium)]
    [InlineData("src/app.py", "current password", null)]
    [InlineData("src/app.py", "admin", null)]
    [InlineData("config/app.properties", "123456", Confidence.Medium)]
    [InlineData("config/app.properties", "admin", Confidence.Medium)]
    [InlineData("config/app.properties", "whiteduke", Confidence.Low)]
    [InlineData("tests/login_test.py", "hunter22!x", null)]
    [InlineData("tests/login_test.py", "kX9$vQ2mZ7pLw4", null)]
    [InlineData("tests/login_test.py", "kX9$vQ2mZ7pLw4Hn", Confidence.Low)]
    [InlineData("tests/login_test.py", "P@55W0rd!h@2h1C0rP", null)]
    public void The_confidence_of_a_value_depends_on_its_words_and_on_the_file(string path, string value, Confidence? expected)
    {
        GenericValue.Judge(Password, Encoding.UTF8.GetBytes(value), path).Should().Be(expected);
    }

    [Theory]
    [InlineData("hunt3r", Confidence.Medium)]
    [InlineData("hun3r", null)]
    public void A_password_that_a_person_chose_has_at_least_six_characters(string value, Confidence? expected)
    {
        GenericValue.Judge(Password, Encoding.ASCII.GetBytes(value), "src/app.py").Should().Be(expected);
    }

    /// <summary>When the name is not a password name, only random text is reported, with or without digits.</summary>
    [Theory]
    [InlineData("q7Zp2mXv9L", Confidence.Medium)]
    [InlineData("q7Zp2mXv9", null)]
    [InlineData("qkzpvmxwjl", Confidence.Medium)]
    [InlineData("qkzpvmxwj", null)]
    public void A_random_value_has_at_least_ten_characters(string value, Confidence? expected)
    {
        GenericValue.Judge(Password with { Tags = ["generic"] }, Encoding.ASCII.GetBytes(value), "src/app.py").Should().Be(expected);
    }

    [Fact]
    public void In_a_test_file_a_random_value_has_at_least_sixteen_characters_and_contains_no_word()
    {
        var (border, seen) = (16, new HashSet<int>());
        for (var seed = 0; seed < 3000; seed++)
        {
            var value = Encoding.ASCII.GetBytes(Template.Expand("{alnum:16}", seed));
            var stretch = WordLikeness.ComputeBestStretch(value) - (border + (value.Length / 4));
            if (stretch is -1 or 0 && WordLikeness.IsRandom(value) && !WordLikeness.Reads(value, "passw"u8) && seen.Add(stretch))
            {
                GenericValue.Judge(Password, value, "tests/a.py").Should().Be(stretch < 0 ? Confidence.Low : null);
                GenericValue.Judge(Password, value.AsSpan(1), "tests/a.py").Should().BeNull("it is one character shorter");
            }
        }

        seen.Should().BeEquivalentTo([-1, 0], "values on both sides of the limit must be tried");
    }

    [Theory]
    [InlineData("src/main/java/Latest.java", "Source")]
    [InlineData("src/test/java/A.java", "Example")]
    [InlineData("src/LoginTests.cs", "Example")]
    [InlineData("docs/setup.yml", "Example")]
    [InlineData("net/app.py", "Source")]
    [InlineData("t/app.py", "Example")]
    [InlineData("lib/t/app.py", "Example")]
    [InlineData("at/ae2e/app.py", "Source")]
    [InlineData("lib/t.py", "Source")]
    [InlineData("vendor/app.py", "Example")]
    [InlineData("myvendor/vendors/app.py", "Source")]
    [InlineData("deploy/values.yaml", "Configuration")]
    [InlineData("wp-config.php", "Configuration")]
    [InlineData(".env.production", "Configuration")]
    [InlineData("", "Source")]
    public void The_kind_of_a_file_is_derived_from_whole_words_of_its_path(string path, string expected)
    {
        PathKinds.GetKind(path).ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("src/main/java/Latest.java", 0)]
    [InlineData("src/LoginTests.cs", PathWords.Test)]
    [InlineData("t/basic.pl", PathWords.Test)]
    [InlineData("suite/e2e/login.ts", PathWords.Test)]
    [InlineData("README.md", PathWords.Document)]
    [InlineData("docs/setup.yml", PathWords.Document)]
    [InlineData("examples/docs/a.py", PathWords.Document | PathWords.Example)]
    [InlineData("settings.py.sample", PathWords.Example)]
    [InlineData("protest/contest/documents.txt", 0)]
    public void The_judge_and_the_stop_decision_use_the_same_list_of_path_words(string path, int bits)
    {
        PathWords.ComputeBits(path).Should().Be(bits);
        SecretSentry.Engine.Paths.PathFacts.Create(path).IsExample.Should().Be(bits != 0);
        (PathKinds.GetKind(path) == PathKind.Example).Should().Be(bits != 0);
    }

    [Theory]
    [InlineData("12345678", true)]
    [InlineData("abcdefgh12", true)]
    [InlineData("hgfedcba", true)]
    [InlineData("1234567", false)]
    [InlineData("A1B2C3D4E5", true)]
    [InlineData("A9B8C7D6E5", false)]
    [InlineData("A1B2C3D4", false)]
    public void A_sequence_of_characters_is_a_walk_and_not_a_placeholder(string text, bool isWalk)
    {
        Placeholders.IsWalk(Encoding.ASCII.GetBytes(text)).Should().Be(isWalk);
        Placeholders.Is(Encoding.ASCII.GetBytes(text)).Should().BeFalse();
    }

    [Fact]
    public void Base64_of_a_line_with_its_line_end_is_judged_by_the_line()
    {
        Judged("two words\n").Should().BeNull();
        Judged("two words\n\u0001").Should().Be(Confidence.Medium, "it is not text");

        static Confidence? Judged(string text) =>
            GenericValue.Judge(Password, Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(text))), "src/app.py");
    }

    /// <summary>
    /// Microsoft publishes both keys on the pages that <see cref="PublishedKeys"/> names. They give access only to an emulator on the same
    /// machine.
    /// </summary>
    [Fact]
    public void Keys_that_a_vendor_publishes_for_its_emulator_are_placeholders()
    {
        foreach (var key in new[]
        {
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsu" + "Fq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
            "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nD" + "uVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
        })
        {
            Placeholders.Is(Encoding.ASCII.GetBytes(key)).Should().BeTrue();
            Placeholders.Is(Encoding.ASCII.GetBytes("A" + key[1..])).Should().BeFalse();
        }
    }

    [Fact]
    public void Sixteen_random_characters_are_recognized_as_random_and_words_are_not()
    {
        WordLikeness.IsRandom("q7Zp2mXv9LtKs4Wb"u8).Should().BeTrue();
        WordLikeness.IsRandom("qkzpvmxwjltkhsgb"u8).Should().BeTrue();
        WordLikeness.IsRandom("subdirectory-missing-init"u8).Should().BeFalse();
        WordLikeness.IsRandom("ConnectionFactoryOptions"u8).Should().BeFalse();
    }
}
