using System.Text;

namespace SecretSentry.EndToEnd.Hooks;

public class ContentScenarios
{
    [Fact]
    public void S27_a_rename_passes_and_a_rename_with_a_secret_is_refused()
    {
        using var repository = Scenario.Installed();
        var text = string.Concat(Enumerable.Range(0, 20).Select(i => $"line {i}\n"));
        repository.CommitUnchecked("a.txt", text);
        repository.Git("mv", "a.txt", "b.txt");
        repository.TryCommit().MustPass();
        repository.Git("mv", "b.txt", "c.txt");
        repository.Stage("c.txt", text + Scenario.Secret(27));
        repository.TryCommit().MustBeRefused("c.txt:21:");
    }

    [Fact]
    public void S28_a_mode_change_and_a_submodule_pass()
    {
        using var repository = Scenario.Installed();
        repository.CommitUnchecked("a.txt", Scenario.Secret(28));
        repository.Git("update-index", "--chmod=+x", "a.txt");
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{repository.Git("rev-parse", "HEAD").Trim()},module");
        repository.TryCommit().MustPass();
    }

    [Fact]
    public void S29_the_target_of_a_symbolic_link_is_checked()
    {
        using var repository = Scenario.Installed("a.txt");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "link"), Generate.GitHubToken(29));
        repository.Git("add", "link");
        repository.TryCommit().MustBeRefused("link:1:1", "the target of a symbolic link");
    }

    [Fact]
    public void S30_a_file_that_becomes_a_link_with_a_secret_in_its_target_is_refused()
    {
        using var repository = Scenario.Installed("a.txt");
        File.Delete(Path.Combine(repository.Folder, "a.txt"));
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "a.txt"), Generate.GitHubToken(30));
        repository.TryCommit("-a").MustBeRefused("a.txt:1:1");
        File.Delete(Path.Combine(repository.Folder, "a.txt"));
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "a.txt"), "elsewhere");
        repository.TryCommit("-a").MustPass();
    }

    [Fact]
    public void S31_an_intent_to_add_entry_passes_until_its_content_is_added()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Write("later.txt", Scenario.Secret(31));
        repository.Git("add", "-N", "later.txt");
        repository.TryCommit("--allow-empty").MustPass();
        repository.TryCommit("-a").MustBeRefused("later.txt:1:");
    }

    [Fact]
    public void S32_removing_a_secret_passes()
    {
        using var repository = Scenario.Installed();
        repository.CommitUnchecked("a.txt", Scenario.Secret(32));
        repository.Git("rm", "-q", "a.txt");
        repository.TryCommit().MustPass();
    }

    [Fact]
    public void S33_an_old_secret_on_an_unchanged_line_passes_unless_whole_files_are_checked()
    {
        using var repository = Scenario.Installed();
        repository.CommitUnchecked("a.txt", "first\n\n\n" + Scenario.Secret(33));
        repository.Stage("a.txt", "changed\n\n\n" + Scenario.Secret(33));
        repository.Secretsentry("scan", "--staged").ExitCode.Should().Be(0);
        repository.Secretsentry("scan", "--staged", "--whole-file").ExitCode.Should().Be(1);
        repository.Git("config", "secretsentry.wholeFile", "true");
        repository.TryCommit().MustBeRefused("a.txt:4:");
        repository.Git("config", "secretsentry.wholeFile", "false");
        repository.TryCommit().MustPass();
    }

    [Theory]
    [InlineData("\r\n", "\n")]
    [InlineData("\n", "\r\n")]
    [InlineData("", "\n")]
    [InlineData("\n", "")]
    public void S34_a_change_of_only_the_line_ending_passes(string before, string after)
    {
        using var repository = Scenario.Installed();
        repository.CommitUnchecked("a.txt", "first" + (before.Length > 0 ? before : "\n") + Scenario.Secret(34).Trim() + before);
        repository.Stage("a.txt", "first" + (after.Length > 0 ? after : "\n") + Scenario.Secret(34).Trim() + after);
        repository.TryCommit().MustPass();
    }

    [Fact]
    public void S35_a_private_key_with_one_changed_line_is_refused()
    {
        using var repository = Scenario.Installed();
        var lines = PemLines(35);
        repository.CommitUnchecked("key.pem", string.Join('\n', lines) + "\n");
        lines[5] = Generate.Random(64, 350);
        repository.Stage("key.pem", string.Join('\n', lines) + "\n");
        repository.TryCommit().MustBeRefused("key.pem:");
    }

    [Fact]
    public void S36_a_header_line_added_above_an_old_key_body_is_refused()
    {
        using var repository = Scenario.Installed();
        var lines = PemLines(36);
        repository.CommitUnchecked("key.pem", string.Join('\n', lines[1..]) + "\n");
        repository.Stage("key.pem", string.Join('\n', lines) + "\n");
        repository.TryCommit().MustBeRefused("key.pem:");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void S37_UTF_16_is_read_and_its_lines_are_counted(bool hasMark)
    {
        using var repository = Scenario.Installed("a.txt");
        var encoding = new UnicodeEncoding(bigEndian: false, hasMark);
        repository.Write("wide.txt", [.. encoding.GetPreamble(), .. encoding.GetBytes("first\nsecond\n" + Scenario.Secret(37))]);
        repository.Git("add", "wide.txt");
        repository.TryCommit().MustBeRefused("wide.txt:3:8");
    }

    [Fact]
    public void S38_the_content_after_clean_filters_is_checked()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Write(".gitattributes", "*.utf16 text working-tree-encoding=UTF-16LE\n*.hidden filter=hide\n*.big filter=lfs\n");
        repository.Git("config", "filter.hide.clean", "echo nothing");
        repository.Git("config", "filter.lfs.clean",
            "printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%064d\\nsize 12\\n' 1");
        repository.Write("a.hidden", Scenario.Secret(38));
        repository.Write("a.big", Scenario.Secret(38));
        repository.Git("add", ".");
        repository.TryCommit().MustPass();
        repository.Write("a.utf16", Encoding.Unicode.GetBytes("first\n" + Scenario.Secret(38)));
        repository.Git("add", ".");
        repository.TryCommit().MustBeRefused("a.utf16:2:8");
    }

    [Fact]
    public void S39_git_attributes_do_not_hide_a_secret()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Write(".gitattributes", "* -diff\n*.conv diff=conv\n");
        repository.Git("config", "diff.conv.textconv", "true");
        repository.Write("b.txt", Scenario.Secret(39));
        repository.Write("b.conv", Scenario.Secret(390));
        repository.Git("add", ".");
        repository.TryCommit().MustBeRefused("b.txt:1:", "b.conv:1:");
    }

    [Fact]
    public void S40_binary_and_huge_files_are_scanned()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Write("a.bin", [0, 1, 2, 0, .. Encoding.ASCII.GetBytes(" " + Scenario.Secret(40)), 0, 0]);
        repository.Git("add", "a.bin");
        repository.TryCommit().MustBeRefused("a.bin:");

        repository.Git("reset", "-q", "--hard");
        repository.Sh("head -c 200000000 /dev/zero | tr '\\0' x >huge.txt").ExitCode.Should().Be(0);
        File.AppendAllText(Path.Combine(repository.Folder, "huge.txt"), "\n" + Scenario.Secret(400));
        repository.Git("-c", "core.compression=0", "add", "huge.txt");
        repository.TryCommit().MustBeRefused("huge.txt:2:8");
    }

    [Theory]
    [InlineData("with space.txt", "with space.txt:1:8", "git add 'with space.txt'")]
    [InlineData("a'quote\".txt", "a'quote\".txt:1:8", "git add FILE")]
    [InlineData("line\nend.txt", "line\\u000aend.txt:1:8", "")]
    [InlineData("-x", "-x:1:8", "git add -- -x")]
    [InlineData("caf\u00e9.txt", "caf\u00e9.txt:1:8", "git add caf\u00e9.txt")]
    public void S41_unusual_file_names_are_shown_correctly_and_escaped(string name, string shown, string advice)
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Stage(name, Scenario.Secret(41));
        repository.TryCommit().MustBeRefused("  " + shown, advice);
    }

    [Fact]
    public void S41_a_file_name_that_is_not_UTF_8_is_shown_as_Latin_1()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Write("plain", Scenario.Secret(410));
        repository.Sh("mv plain \"$(printf 'bad\\351.txt')\" && git add -A").ExitCode.Should().Be(0);
        repository.TryCommit().MustBeRefused("bad\u00e9.txt:1:8");
        repository.Sh("rm -rf ./* && git rm -rfq --cached .").ExitCode.Should().Be(0); // .NET cannot delete this file
    }

    /// <summary>Returns the lines of a key block that contains random text and no real key.</summary>
    private static string[] PemLines(int seed)
    {
        const string kind = "RSA PRIVATE" + " KEY-----";
        return ["-----BEGIN " + kind, .. Enumerable.Range(0, 12).Select(i => Generate.Random(64, (seed * 100) + i)), "-----END " + kind];
    }
}
