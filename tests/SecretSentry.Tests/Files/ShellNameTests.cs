using SecretSentry.Files;
using SecretSentry.Tests.Git;
using SecretSentry.Tests.Scanning;

namespace SecretSentry.Tests.Files;

/// <summary>A printed command names the file that is meant, whatever the file is called: a real shell and git read it.</summary>
public class ShellNameTests
{
    private static readonly string[] Plain =
    [
        "a.txt", "a b", "a'b", "''", "$(touch x)", "`touch x`", "$HOME", "a;b", "a&b", "a|b", "a>b", "a\\b", "\"a\"", "~", "~root", "!x",
        "#a", "a#b", "{a,b}", "(a)", "a*", "[a]", "?", "a=b", "%a", "ü b", "-x", "--all", "a:b", "[!a]", "FILE",
    ];

    [Fact]
    public void A_shell_takes_the_name_as_one_word()
    {
        using var repository = new TempRepository();
        foreach (var name in Plain)
        {
            repository.Shell($"printf '<%s>' {ShellName.Quote(name)}").Output.Should().Be($"<{name}>");
        }

        repository.Shell($"printf '<%s>' {ShellName.Quote("")}").Output.Should().Be("<>");
        Directory.GetFileSystemEntries(repository.Top).Should().ContainSingle("no command ran").Which.Should().EndWith(".git");
    }

    [Fact]
    public void Git_takes_the_path_for_this_file_alone()
    {
        using var repository = new TempRepository();
        foreach (var name in Plain.Where(name => !name.Contains('/', StringComparison.Ordinal)))
        {
            repository.Write(name, "text\n");
        }

        repository.Git("add", "--all");
        foreach (var name in Plain.Where(name => !name.Contains('/', StringComparison.Ordinal)))
        {
            repository.Shell($"git ls-files -z {ShellName.QuotePath(name)}").Output.Should().Be($"{name}\0");
        }
    }

    /// <summary>
    /// Texts as PowerShell, cmd.exe and Git Bash read them alike. Between double quotes, PowerShell gives a meaning to $ and `, cmd.exe to
    /// %, and bash to $, `, ! and to a backslash before a quote (about_Quoting_Rules, cmd /?, bash manual "Quoting").
    /// </summary>
    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a'b", "\"a'b\"")]
    [InlineData("a&calc", "\"a&calc\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("@a", "\"@a\"")]
    [InlineData("C:\\a\\b", "\"C:\\a\\b\"")]
    [InlineData("a\\", ShellName.Placeholder)]
    [InlineData("%PATH%", ShellName.Placeholder)]
    [InlineData("$HOME", ShellName.Placeholder)]
    [InlineData("$(calc)", ShellName.Placeholder)]
    [InlineData("`calc`", ShellName.Placeholder)]
    [InlineData("a\"b", ShellName.Placeholder)]
    [InlineData("a!b", ShellName.Placeholder)]
    [InlineData("a\u2019;calc;\u2019", ShellName.Placeholder)]
    [InlineData("a\u201d;calc;\u201d", ShellName.Placeholder)]
    public void On_Windows_all_shells_read_the_name_alike(string name, string quoted) =>
        ShellName.QuotePlain(name, isWindows: true).Should().Be(quoted);

    [Theory]
    [InlineData("a'b", "\"a'b\"")]
    [InlineData("a'$(x)", ShellName.Placeholder)]
    [InlineData("a'\"b", ShellName.Placeholder)]
    [InlineData("a'\\", ShellName.Placeholder)]
    [InlineData("a\u2019;x;\u2019", ShellName.Placeholder)]
    public void Elsewhere_PowerShell_reads_the_name_as_other_shells_do(string name, string quoted) =>
        ShellName.Quote(name).Should().Be(quoted);

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\tb")]
    [InlineData("\e[31m")]
    [InlineData("a\u202eb")]
    [InlineData("a\u200bb")]
    [InlineData("::error::a")]
    [InlineData(":(top)a")]
    public void A_name_that_cannot_be_printed_is_replaced(string name)
    {
        ShellName.Quote(name).Should().Be(ShellName.Placeholder);
        ShellName.QuotePath(name).Should().Be(ShellName.Placeholder);
    }

    [Fact]
    public void A_name_with_a_secret_is_replaced()
    {
        ShellName.Quote($"a/{Secrets.MakeToken(1)}").Should().Be(ShellName.Placeholder);
        ShellName.QuotePath($"a/{Secrets.MakeToken(1)}").Should().Be(ShellName.Placeholder);
    }
}
