using System.Runtime.InteropServices;

namespace SecretSentry.EndToEnd.Hooks;

/// <summary>
/// Tests hooks that were installed by a local .NET tool: the process is the .NET host, and the program is a library.
/// </summary>
public class LocalToolTests
{
    private static readonly string Host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet");

    private static readonly string Library = Programs.Built() + ".dll";

    [Theory]
    [InlineData("/usr/bin:/bin")]
    [InlineData("/nonexistent/bin:/usr/bin:/bin")]
    public void Its_hooks_call_the_host_with_the_library(string path)
    {
        using var repository = new TempRepository();
        var installed = Programs.Start(Host, repository.Folder, [Library, "install"]);
        installed.ExitCode.Should().Be(0, installed.All);
        repository.Stage("a.txt", "clean\n");
        repository.TryGit([("PATH", path)], "commit", "-m", "x").MustPass();
        repository.Stage("a.txt", Scenario.Secret(971));
        repository.TryGit([("PATH", path)], "commit", "-m", "x").MustBeRefused("a.txt:1:");
        repository.TryGit([("PATH", path)], "commit", "--allow-empty", "-m", Scenario.Secret(972)).ExitCode.Should().Be(1);
        repository.AddRemote("origin");
        repository.Commit("unchecked");
        repository.TryGit([("PATH", path)], "push", "-q", "origin", "main").MustBeRefused("a.txt:1:");
        var doctor = Programs.Start(Host, repository.Folder, [Library, "doctor"]);
        doctor.ExitCode.Should().Be(0, doctor.All);
    }

    [Fact]
    public void When_the_library_is_gone_the_hook_refuses_and_the_doctor_says_so()
    {
        using var repository = new TempRepository();
        Programs.Start(Host, repository.Folder, [Library, "install"]).ExitCode.Should().Be(0);
        repository.Sh("sed -i \"s#^library=.*#library='/nonexistent/secretsentry.dll'#\" .git/hooks/pre-commit").ExitCode.Should().Be(0);
        var refused = repository.TryGit([("PATH", "/usr/bin:/bin")], "commit", "--allow-empty", "-m", "x");
        refused.ExitCode.Should().Be(1);
        refused.Error.Should().Contain("secretsentry: blocked").And.Contain("was not found");
        var doctor = Programs.Start(Host, repository.Folder, [Library, "doctor"], [("PATH", "/usr/bin:/bin")]);
        doctor.ExitCode.Should().Be(1);
        doctor.Output.Should().Contain("/nonexistent/secretsentry.dll");
    }

    [Fact]
    public void A_program_of_its_own_is_called_without_a_library()
    {
        using var repository = new TempRepository();
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Read(".git/hooks/pre-commit").Should().Contain("\nlibrary=''\n");
    }
}
