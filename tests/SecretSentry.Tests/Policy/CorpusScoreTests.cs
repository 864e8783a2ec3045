using System.Globalization;
using SecretSentry.Policy.Rules.Corpora;

namespace SecretSentry.Tests.Policy;

public class CorpusScoreTests
{
    [Fact]
    public void The_table_leaves_out_rules_that_nothing_is_known_about()
    {
        var score = new CorpusScore([new("one", 3, 2, 1, 0, 1.5), new("none", 0, 0, 0, 0, 9), new("two", 0, 0, 0, 1, 0)], 4, 3, 2, 1);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        score.Write(output);
        output.ToString().ReplaceLineEndings("\n").Should().Be("rule\tlabelled\tfound\trecall\tright\twrong\tprecision\tns/kB\n"
            + "one\t3\t2\t66.7 %\t1\t0\t100.0 %\t1.5\ntwo\t0\t0\t-\t0\t1\t0.0 %\t0.0\n"
            + "secrets found: 3 of 4 (75.0 %); reported although not a secret: 1 of 2\n");
    }

    [Theory]
    [InlineData(4, 0, true)]
    [InlineData(3, 0, false)]
    [InlineData(4, 1, false)]
    public void It_is_perfect_without_a_miss_and_without_a_false_alarm(int found, int reported, bool isPerfect) =>
        new CorpusScore([], 4, found, 2, reported).IsPerfect.Should().Be(isPerfect);
}
