using SecretSentry.Hooks;

namespace SecretSentry.Tests.Git;

public class JoinedScriptTests
{
    private static readonly HookTexts Texts = new("", Text("joined.sh"), Text("joined-first.sh"), Text("joined-push.sh"), "");

    [Theory]
    [InlineData("")]
    [InlineData("npm test\n")]
    [InlineData("npm test")]
    [InlineData("#!/bin/sh\nnpm test\n")]
    [InlineData("#!/bin/sh")]
    [InlineData("#!/usr/bin/env sh\n")]
    [InlineData("#!/usr/bin/env sh\n. \"$(dirname \"$0\")/_/husky.sh\"\n\nnpm test")]
    [InlineData("caf\u00e9 \u00ff\r\n\r\n")]
    public void Separate_restores_the_script_byte_for_byte(string script)
    {
        foreach (var hook in new[] { "pre-commit", "commit-msg", "pre-push" })
        {
            var joined = JoinedScript.Join(script, hook, Texts);
            JoinedScript.IsJoined(joined).Should().BeTrue();
            joined.Should().Contain($"/secretsentry/hooks/{hook}").And.NotContainAny("@HOOK@", "@NOTE@");
            JoinedScript.Join(joined, hook, Texts).Should().Be(joined);
            JoinedScript.Separate(joined).Should().Be(script);
        }
    }

    [Fact]
    public void Our_part_comes_last_in_pre_commit_and_first_in_pre_push()
    {
        JoinedScript.Join("#!/bin/sh\nnpm test\n", "pre-commit", Texts).Should()
            .MatchRegex(@"(?s)^#!/bin/sh\n# >>> secretsentry canary.*npm test\n# >>> secretsentry pre-commit");
        JoinedScript.Join("#!/bin/sh\nnpm test\n", "pre-push", Texts).Should()
            .MatchRegex(@"(?s)^#!/bin/sh\n# >>> secretsentry pre-push.*# <<< secretsentry\nnpm test\n$");
    }

    [Fact]
    public void A_block_without_its_end_marker_is_an_error()
    {
        var separate = () => JoinedScript.Separate("# >>> secretsentry pre-commit\nnpm test\n");
        separate.Should().Throw<IOException>().WithMessage("*by hand*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("output:\n  - meta\n")]
    [InlineData("post-merge:\n  commands: {}\n")]
    public void Separate_restores_the_local_file_of_lefthook(string file)
    {
        var joined = LefthookFile.Join(file, ["pre-commit", "pre-push"])!;
        joined.Should().Contain("use_stdin: true");
        LefthookFile.Join(joined, ["pre-commit", "pre-push"]).Should().Be(joined);
        LefthookFile.Separate(joined).Should().Be(file);
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(TestPaths.Top, "hooks", name));
}
