using System.Text;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Policy.Rules;
using SecretSentry.Tests.Reports;

namespace SecretSentry.Tests.Findings;

public class FoundSecretsTests
{
    [Fact]
    public void A_found_secret_is_masked_wherever_it_stands()
    {
        var (first, second) = (Template.Expand("{alnum:11}7"), Template.Expand("{alnum:30}7", 2));
        var found = Add(Confidence.Low, first, second);
        found.Mask($"a/{first}/b{second}{first}.txt").Should().NotContain(first).And.NotContain(second)
            .And.StartWith($"a/{first[..2]}********").And.EndWith(".txt");
    }

    [Fact]
    public void The_longest_secret_is_masked_where_one_begins_with_another()
    {
        var secret = Template.Expand("{alnum:20}7");
        var found = Add(Confidence.High, secret, secret[..12] + "7", secret + "xyz");
        found.Mask(secret + "xyz").Should().Be($"{secret[..2]}********yz");
    }

    [Theory]
    [InlineData("short", Confidence.High)]
    [InlineData("password", Confidence.Low)]
    [InlineData("secret", Confidence.High)]
    [InlineData("password", Confidence.High)]
    [InlineData("Administrator", Confidence.High)]
    [InlineData("python3", Confidence.Low)]
    public void An_ordinary_word_stays(string word, Confidence confidence) =>
        Add(confidence, word).Mask($"src/{word}/a").Should().Be($"src/{word}/a");

    [Fact]
    public void A_text_without_a_secret_stays_as_it_is()
    {
        var found = Add(Confidence.High, Template.Expand("{alnum:20}7"));
        foreach (var text in new[] { "", "a", "a longer text", "\ud800 half a character, and more" })
        {
            found.Mask(text).Should().BeSameAs(text);
        }
    }

    private static FoundSecrets Add(Confidence confidence, params string[] secrets)
    {
        var found = new FoundSecrets();
        foreach (var secret in secrets)
        {
            found.Add(Samples.Finding(0) with { Confidence = confidence, Identity = new(Encoding.UTF8.GetBytes(secret)) });
        }

        return found;
    }
}
