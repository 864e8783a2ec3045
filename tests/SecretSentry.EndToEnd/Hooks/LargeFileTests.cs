namespace SecretSentry.EndToEnd.Hooks;

/// <summary>
/// Tests Git LFS: its content is uploaded and checked whether its hooks came before or after ours, and what is not there is named.
/// </summary>
public sealed class LargeFileTests : IDisposable
{
    private readonly TempRepository _home = new();
    private readonly TempRepository _repository = new();
    private readonly string _remote;

    public LargeFileTests() => _remote = _repository.AddRemote("origin");

    private (string, string)[] User => [("GIT_CONFIG_GLOBAL", Path.Combine(_home.Folder, "gitconfig")), ("HOME", _home.Folder),
        ("XDG_CONFIG_HOME", Path.Combine(_home.Folder, "config"))];

    public void Dispose()
    {
        _home.Dispose();
        _repository.Dispose();
    }

    [Theory]
    [InlineData("before", false)]
    [InlineData("after", false)]
    [InlineData("after", true)]
    public void The_content_is_uploaded_and_checked_in_either_order(string order, bool isGlobal)
    {
        Must(_home.Folder, "git", "lfs", "install", "--skip-repo");
        if (order == "before")
        {
            Must(_repository.Folder, "git", "lfs", "install", "--local");
        }

        string[] place = isGlobal ? ["--global", "--method", "hooks-dir"] : [];
        Must(_repository.Folder, Programs.Secretsentry, ["install", .. place]);
        Must(_repository.Folder, "git", "lfs", "track", "*.bin");
        _repository.Write("x.bin", "content\n");
        Must(_repository.Folder, "git", "add", ".");
        Must(_repository.Folder, "git", "commit", "-qm", "x");
        Must(_repository.Folder, "git", "push", "-q", "origin", "main");
        CountUploads().Should().Be(1);

        _repository.Write("y.bin", Scenario.Secret(1011));
        Must(_repository.Folder, "git", "add", ".");
        _repository.TryGit(User, "commit", "-m", "x").MustBeRefused("y.bin:1:8");
        Must(_repository.Folder, "git", "commit", "-qnm", "x");
        _repository.TryGit(User, "push", "-q", "origin", "main").MustBeRefused("y.bin:1:8");
        CountUploads().Should().Be(1);
        Must(_repository.Folder, "git", "push", "-q", "--no-verify", "origin", "main:unchecked");
    }

    [Fact]
    public void Only_new_lines_of_the_content_count()
    {
        Must(_home.Folder, "git", "lfs", "install", "--skip-repo");
        Must(_repository.Folder, Programs.Secretsentry, "install");
        Must(_repository.Folder, "git", "lfs", "track", "*.bin");
        _repository.Write("x.bin", Scenario.Secret(1012));
        Must(_repository.Folder, "git", "add", ".");
        Must(_repository.Folder, "git", "commit", "-qnm", "x");
        _repository.Write("x.bin", Scenario.Secret(1012) + "more\n");
        Must(_repository.Folder, "git", "add", ".");
        _repository.TryGit(User, "commit", "-m", "x").MustPass();
    }

    [Theory]
    [InlineData("rm -r .git/lfs/objects x.bin")]
    [InlineData("rm x.bin; find .git/lfs/objects -type f -exec sh -c 'echo longer >>\"$1\"' x {} \\;")]
    public void A_pointer_whose_content_is_not_there_is_named(string damage)
    {
        Must(_home.Folder, "git", "lfs", "install", "--skip-repo");
        Must(_repository.Folder, Programs.Secretsentry, "install");
        Must(_repository.Folder, "git", "lfs", "track", "*.bin");
        _repository.Write("x.bin", "content\n");
        Must(_repository.Folder, "git", "add", ".");
        Must(_repository.Folder, "sh", "-c", $"chmod -R u+w .git/lfs; {damage}");
        var run = _repository.TryGit(User, "commit", "-m", "x").MustPass();
        run.All.Should().Contain("x.bin: its content is in Git LFS and not in this clone");
    }

    [Fact]
    public void A_server_names_what_it_cannot_check()
    {
        Must(_home.Folder, "git", "lfs", "install", "--skip-repo");
        Programs.Start(Programs.Secretsentry, _remote, ["install"]).ExitCode.Should().Be(0);
        Must(_repository.Folder, "git", "lfs", "track", "*.bin");
        _repository.Write("x.bin", "content\n");
        Must(_repository.Folder, "git", "add", ".");
        Must(_repository.Folder, "git", "commit", "-qm", "x");
        var run = _repository.TryGit(User, "-c", "core.hooksPath=/dev/null", "push", "origin", "main");
        run.ExitCode.Should().Be(0, run.All);
        run.Error.Should().Contain("x.bin: its content is in Git LFS");
    }

    [Fact]
    public void A_pointer_with_more_lines_is_content_as_well()
    {
        Must(_repository.Folder, Programs.Secretsentry, "install");
        _repository.Stage("x.bin", "version https://git-lfs.github.com/spec/v1\n" + Scenario.Secret(1013) + "oid sha256:"
            + new string('0', 64) + "\nsize 5\n");
        _repository.TryGit(User, "commit", "-m", "x").MustBeRefused("x.bin:2:8");
    }

    private int CountUploads() => Directory.Exists(Path.Combine(_remote, "lfs/objects"))
        ? Directory.GetFiles(Path.Combine(_remote, "lfs/objects"), "*", SearchOption.AllDirectories).Length : 0;

    private void Must(string folder, string program, params string[] arguments)
    {
        var run = Programs.Start(program, folder, arguments, User);
        run.ExitCode.Should().Be(0, run.All);
    }
}
