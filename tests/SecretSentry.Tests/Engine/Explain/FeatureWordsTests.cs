using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;

namespace SecretSentry.Tests.Engine.Explain;

/// <summary>Every feature can be described in words.</summary>
public class FeatureWordsTests
{
    private static readonly int[] Numbers = [-100, -1, 0, 1, 2, 3, 5, 8, 10, 20, 64, 100, 200];

    public static TheoryData<int> All => [.. Enumerable.Range(0, (int)Feature.Count)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_feature_has_a_description_for_each_number_and_at_least_two_different_ones(int number)
    {
        var feature = (Feature)number;
        var told = Numbers.Where(n => n >= 0 && n < NumbersOf(feature)).Select(n => FeatureWords.Describe(feature, n)).ToArray();
        told.Should().OnlyContain(text => text.Length > 10 && text.Length < 120 && !text.EndsWith('.'))
            .And.NotContain(text => text.Contains(feature.ToString(), StringComparison.Ordinal));
        told.Distinct().Should().HaveCountGreaterThan(1, "the description of {0} depends on the number", feature);
    }

    [Fact]
    public void No_two_features_have_the_same_description()
    {
        var alike = new HashSet<Feature>([Feature.NextByte,
            Feature.PreviousByte]); // these are finer than the class of the same byte and have the same description
        var told = Enumerable.Range(0, (int)Feature.Count).Where(i => !alike.Contains((Feature)i))
            .Select(i => FeatureWords.Describe((Feature)i, 1));
        told.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Every_operator_and_file_kind_has_a_description()
    {
        Enum.GetValues<ValueOperator>().Select(OperatorWords.Describe).Should().OnlyContain(text => text.Length > 4);
        Enum.GetValues<FileKind>().Select(FeatureWords.DescribeFileKind).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_feature_that_does_not_apply_is_described_in_words_too()
    {
        FeatureWords.Describe(Feature.LineAssert, 1).Should().Be("the line is a test assertion");
        FeatureWords.Describe(Feature.LineAssert, 0).Should().Be("the line is not a test assertion");
        FeatureWords.Describe(Feature.NamePassword, 0).Should().Be("the name does not contain a word for a password");
        FeatureWords.Describe(Feature.ValueIsBase64, 0).Should().Be("the value could not be base64");
        FeatureWords.Describe(Feature.ValueLength, 40).Should().Be("the value is 40 characters long");
        FeatureWords.Describe(Feature.ValueDigitShare, 0).Should().Be("none of the value's characters are digits");
        FeatureWords.Describe(Feature.ValueDigitShare, 16).Should().Be("25 % of the value's characters are digits");
    }

    /// <summary>Number of values of a feature. An enumeration has no numbers beyond its members.</summary>
    private static int NumbersOf(Feature feature) => feature == Feature.Operator ? Enum.GetValues<ValueOperator>().Length : int.MaxValue;
}
