using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>Keys in test vectors of ciphers are reported at most at medium, so they are listed and do not make the scan fail.</summary>
public class TestVectorsTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Theory]
    [InlineData("test/data/hmac.txt")]
    [InlineData("tests/vectors/argon2.vec")]
    [InlineData("src/tests/sha.kat")]
    public void A_hexadecimal_key_in_test_data_is_at_most_medium(string path)
    {
        var most = Levels(path, "{hex:32}");
        most.Should().NotContain(Confidence.High).And.NotBeEmpty("it is still reported");
    }

    [Theory]
    [InlineData("test/a_test.py", "{hex:32}")]
    [InlineData("test/config.yml", "{hex:32}")]
    [InlineData("conf/keys.txt", "{hex:32}")]
    [InlineData("test/data/a.txt", "{alnum:32}")]
    public void A_key_in_another_file_or_of_other_letters_may_be_high(string path, string template) =>
        Levels(path, template).Should().Contain(Confidence.High);

    /// <summary>Returns the levels at which twenty values are reported.</summary>
    private static HashSet<Confidence> Levels(string path, string template) =>
        [.. Enumerable.Range(0, 20).SelectMany(seed => Scan(path, $"api_secret_key = {Template.Expand(template, seed)}\n"))];

    private static IEnumerable<Confidence> Scan(string path, string text)
    {
        var matches = new List<Match>();
        new Scanner(Rules).Scan(Encoding.ASCII.GetBytes(text), path, matches);
        return matches.Where(match => Rules.Rules[match.Rule].IsJudged).Select(match => match.Confidence);
    }
}
