using SecretSentry.Cli.Commands;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;
using SecretSentry.Policy.Rules.Corpora;

namespace SecretSentry.Tests.Policy;

/// <summary><c>rules check --corpus</c>: the counts, and the contents of a generated corpus.</summary>
public sealed class RuleMeasureTests : IDisposable
{
    private static readonly Rule[] Rules =
    [
        new()
        {
            Id = "one",
            Regex = "onekey_[0-9]{6}",
            Examples = ["onekey_{digit:6}", "k: onekey_{digit:6}"],
            CounterExamples = ["onekey_{digit:3}"],
        },
        new()
        {
            Id = "two",
            Regex = "twokey_[0-9]{6}",
            Examples = ["twokey_{digit:6}", "k: twokey_{digit:6}"],
            CounterExamples = ["twokey_{alnum:3}x"],
        },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("secretsentry-measure").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Correct_wrong_and_missed_lines_are_counted_for_each_rule()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "files"));
        File.WriteAllText(Path.Combine(_folder, "files", "a.txt"),
            "nothing\nonekey_123456\nonekey_654321 here\nonekey_12\ntwokey_111222\n");
        File.WriteAllLines(Path.Combine(_folder, "labels.jsonl"),
        [
            "{\"file\":\"a.txt\",\"line\":2,\"secret\":true,\"rule\":\"one\"}",
            "{\"file\":\"a.txt\",\"line\":3,\"secret\":false}",
            "{\"file\":\"a.txt\",\"line\":4,\"secret\":true,\"rule\":\"one\"}",
            "{\"file\":\"a.txt\",\"line\":5,\"secret\":true}",
            "{\"file\":\"a.txt\",\"line\":5,\"secret\":false,\"rule\":\"one\"}",
            "{\"file\":\"a.txt\",\"line\":1,\"secret\":true,\"patterned\":true}",
        ]);
        var (scores, secrets, found, others, reported) = RuleMeasure.Run(Rules, Label.ReadAll(_folder), BuiltInRules.Load());
        scores[0].Should().BeEquivalentTo(new { Rule = "one", Labelled = 2, Found = 1, Right = 1, Wrong = 1 });
        scores[1].Should().BeEquivalentTo(new { Rule = "two", Labelled = 0, Found = 0, Right = 1, Wrong = 0 });
        (secrets, found, others, reported).Should().Be((3, 2, 2, 1));
    }

    [Fact]
    public void Every_case_made_from_the_examples_has_the_expected_result()
    {
        var folder = Path.Combine(_folder, "made");
        MadeCorpus.Write(Rules, folder);
        var labels = Label.ReadAll(folder);
        labels.Should().HaveCount(2 * (2 + 1) * 4).And.OnlyContain(label => File.Exists(label.File));
        var (_, secrets, found, others, reported) = RuleMeasure.Run(Rules, labels, BuiltInRules.Load());
        (secrets, found, others, reported).Should().Be((16, 16, 8, 0));
        var again = () => MadeCorpus.Write(Rules, folder);
        again.Should().Throw<RuleFileException>().WithMessage("*not empty*");
    }

    [Fact]
    public void A_folder_without_labels_and_an_invalid_label_are_reported()
    {
        var missing = () => Label.ReadAll(_folder);
        missing.Should().Throw<RuleFileException>().WithMessage("*labels.jsonl*");
        File.WriteAllText(Path.Combine(_folder, "labels.jsonl"), "{\"file\":\"a\",\"secret\":true}\n{\"file\":3}\n");
        missing.Should().Throw<RuleFileException>().WithMessage("*labels.jsonl:2*");
    }
}
