using System.Text;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;

namespace SecretSentry.Tests.Engine;

public class GenericValueTests
{
    private static readonly Rule Password = new() { Id = "p", Description = "", Issuer = "", Regex = "abcd", Confidence = Confidence.Medium, Tags = ["generic", "password"] };

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
    public void What_a_value_is_worth_depends_on_its_words_and_on_the_file(string path, string value, Confidence? expected)
    {
        GenericValue.Judge(Password, Encoding.UTF8.GetBytes(value), path).Should().Be(expected);
    }

    [Theory]
    [InlineData("src/main/java/Latest.java", "Source")]
    [InlineData("src/test/java/A.java", "Example")]
    [InlineData("src/LoginTests.cs", "Example")]
    [InlineData("docs/setup.yml", "Example")]
    [InlineData("deploy/values.yaml", "Configuration")]
    [InlineData("wp-config.php", "Configuration")]
    [InlineData(".env.production", "Configuration")]
    [InlineData("", "Source")]
    public void The_kind_of_a_file_is_told_by_whole_words_of_its_path(string path, string expected)
    {
        PathKinds.Of(path).ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("12345678", true)]
    [InlineData("abcdefgh12", true)]
    [InlineData("hgfedcba", true)]
    [InlineData("1234567", false)]
    public void A_walk_is_made_up_but_no_placeholder(string text, bool isWalk)
    {
        Placeholders.IsWalk(Encoding.ASCII.GetBytes(text)).Should().Be(isWalk);
        Placeholders.Is(Encoding.ASCII.GetBytes(text)).Should().BeFalse();
    }

    [Fact]
    public void Random_text_scores_below_words_at_sixteen_characters()
    {
        WordLikeness.IsRandom("q7Zp2mXv9LtKs4Wb"u8).Should().BeTrue();
        WordLikeness.IsRandom("qkzpvmxwjltkhsgb"u8).Should().BeTrue();
        WordLikeness.IsRandom("subdirectory-missing-init"u8).Should().BeFalse();
        WordLikeness.IsRandom("ConnectionFactoryOptions"u8).Should().BeFalse();
    }
}
