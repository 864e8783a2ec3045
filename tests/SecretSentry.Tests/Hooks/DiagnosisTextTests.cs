using System.Globalization;
using SecretSentry.Hooks;

namespace SecretSentry.Tests.Hooks;

public class DiagnosisTextTests
{
    [Fact]
    public void Each_worktree_has_its_folder_and_its_hooks()
    {
        HookDiagnosis[] hooks = [new("pre-commit", "/r/.git/hooks/pre-commit", HookState.Effective, "runs\e")];
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        DiagnosisText.Write(output, new(2, 50), ("1.2.3", "/bin/secret\esentry"),
        [
            new("/r", "/r/.git/hooks", "", hooks, "rejected", true), new("/s", "/shared", "/etc/gitconfig", [], "", false),
        ]);
        output.ToString().ReplaceLineEndings("\n").Should().Be("git 2.50, secretsentry 1.2.3 at /bin/secret\\u001bsentry\n"
            + "effective: /r\n  hooks folder: /r/.git/hooks\n  pre-commit: effective - runs\\u001b\n"
            + "  test commit with a made-up secret: rejected\nNOT EFFECTIVE: /s\n  hooks folder: /shared (/etc/gitconfig)\n");
    }
}
