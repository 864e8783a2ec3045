using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd;

/// <summary>Compares the documentation pages with the program and with each other.</summary>
public class DocumentationTests
{
    private static readonly string[] Files =
        [.. Programs.Start("git", Programs.Top, ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"])
        .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(page => File.Exists(Path.Combine(Programs.Top, page)))];

    public static TheoryData<string> Pages => [.. Files];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_has_a_target(string page)
    {
        foreach (var target in LinksOf(ReadPage(page)).Where(target => !Regex.IsMatch(target, "^[a-z]+:")))
        {
            var (path, anchor) = (target.Split('#')[0], target.Contains('#', StringComparison.Ordinal) ? target.Split('#')[1] : "");
            var file = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path);
            Path.Exists(Path.Combine(Programs.Top, file)).Should().BeTrue("{0} links to '{1}'", page, target);
            if (anchor.Length > 0)
            {
                AnchorsOf(ReadPage(file)).Should().Contain(anchor, "{0} links to '{1}'", page, target);
            }
        }
    }

    [Fact]
    public void Every_page_can_be_reached_from_the_readme()
    {
        var (found, next) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(["README.md"]));
        while (next.TryDequeue(out var page))
        {
            if (found.Add(page) && page.EndsWith(".md", StringComparison.Ordinal))
            {
                foreach (var target in LinksOf(ReadPage(page)).Select(target => target.Split('#')[0])
                    .Where(target => target.Length > 0 && !Regex.IsMatch(target, "^[a-z]+:")))
                {
                    next.Enqueue(Path.GetRelativePath(Programs.Top,
                        Path.GetFullPath(Path.Combine(Programs.Top, Path.GetDirectoryName(page)!, target))));
                }
            }
        }

        Files.Where(page => page.StartsWith("docs/", StringComparison.Ordinal)
            && !page.StartsWith("docs/response/", StringComparison.Ordinal)).Should().OnlyContain(page => found.Contains(page));
    }

    [Fact]
    public void The_readme_and_the_manual_page_name_the_same_exit_codes()
    {
        var manual = Regex.Match(Programs.Start(Programs.Secretsentry, ".", ["man"]).Output, "(?s)\\.SH EXIT STATUS(.*?)\\.SH ").Groups[1]
            .Value;
        var codes = Regex.Matches(manual, "(?m)^\\.B (\\d+)$").Select(code => code.Groups[1].Value).ToArray();
        Regex.Matches(ReadPage("README.md"), "(?m)^\\| (\\d+) \\|").Select(code => code.Groups[1].Value).Should().Equal(codes)
            .And.Equal("0", "1", "2", "3", "4", "5", "130");
    }

    [Fact]
    public void Every_report_format_is_listed()
    {
        var forms = Regex.Match(HelpPage.All.Single(page => page.Command == "scan").Text, "--format <([a-z|]+)>").Groups[1]
            .Value.Split('|');
        Regex.Matches(ReadPage("docs/reports.md"), "(?m)^\\| `([a-z]+)` \\|").Select(row => row.Groups[1].Value).Should()
            .BeEquivalentTo(forms);
        ReadPage("README.md").Should().Contain("Eleven [report formats]");
        forms.Should().HaveCount(11);
    }

    private static string ReadPage(string page) => File.ReadAllText(Path.Combine(Programs.Top, page));

    private static IEnumerable<string> LinksOf(string text) =>
        Regex.Matches(Regex.Replace(text, "(?s)```.*?```|`[^`\n]*`", ""), "\\]\\(([^)\\s]+)\\)").Select(link => link.Groups[1].Value);

    /// <summary>Returns the anchors that GitHub makes from headings.</summary>
    private static IEnumerable<string> AnchorsOf(string text) =>
        Regex.Matches(text, "(?m)^#+ (.+)$").Select(heading =>
            Regex.Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "[^\\p{L}\\p{N} _-]", "").Replace(' ', '-'));
}
