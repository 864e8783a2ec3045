using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using Match = SecretSentry.Engine.Matches.Match;

namespace SecretSentry.Tests.Engine.Mission;

public class MissionTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    public static TheoryData<string> Names => [.. MissionFile.ReadAll().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_credential_of_the_file_is_reported_and_its_neighbours_are_silent(string name)
    {
        var file = MissionFile.ReadAll().Single(file => file.Name == name);
        for (var seed = 0; seed < 20; seed++)
        {
            var (found, wanted) = Scan(file, seed);
            wanted.Except(found.Select(one => one.Value)).Should().BeEmpty("seed {0}", seed);
            found.Where(one => one.Confidence > Confidence.Low).Select(one => one.Value).Should().BeSubsetOf(wanted, "seed {0}", seed);
        }
    }

    [Fact]
    public void Of_all_credentials_95_percent_have_medium_or_high_confidence()
    {
        var (all, medium) = (0, 0);
        foreach (var file in MissionFile.ReadAll())
        {
            for (var seed = 0; seed < 20; seed++)
            {
                var (found, wanted) = Scan(file, seed);
                (all, medium) = (all + wanted.Count, medium + found.Count(one => one.Confidence > Confidence.Low));
            }
        }

        (100.0 * medium / all).Should().BeGreaterThan(95);
    }

    [Fact]
    public void There_are_sixty_files() =>
        MissionFile.ReadAll().Should().HaveCountGreaterThanOrEqualTo(60).And.OnlyHaveUniqueItems(file => file.Name);

    private static (IReadOnlyList<(string Value, Confidence Confidence)> Found, IReadOnlyList<string> Wanted) Scan(MissionFile file,
        int seed)
    {
        var (scanner, matches) = (new Scanner(Rules) { Decodes = true }, new List<Match>());
        var (content, secrets) = file.Fill(seed);
        scanner.Scan(content, file.Path, matches);
        return ([.. matches.Select(match => (Show(content, match.SecretStart, match.SecretLength), match.Confidence))],
            [.. secrets.Select(secret => Show(content, secret.Start, secret.Length))]);
    }

    private static string Show(byte[] content, int start, int length) =>
        $"{Encoding.Latin1.GetString(content, start, length)} on line {content.AsSpan(0, start).Count((byte)'\n') + 1}";
}
