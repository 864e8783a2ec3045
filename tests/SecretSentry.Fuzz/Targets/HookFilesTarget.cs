using System.Text;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Hooks;

namespace SecretSentry.Fuzz.Targets;

/// <summary>
/// Files of hook managers: lefthook's configuration, and a script that our lines are joined to. Separating what was joined gives the file
/// back. And the record of written hooks.
/// </summary>
internal sealed class HookFilesTarget : FuzzTarget
{
    private string _folder = "";

    public override string Name => "hook-files";

    public override IReadOnlyList<string> Words =>
    [
        "# >>> secretsentry ", "# <<< secretsentry\n", "# >>> secretsentry (managed: `secretsentry uninstall` takes this block out)\n",
        "source_dir_local: ", "\n", "../", "/", "\0",
        "pre-commit:", "#!/bin/sh\n", " (new script)", " (the line above had no end)", "\r\n", "{\"", "\":\"", "\"}", "null",
    ];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder("hook-files");
        yield return FromText("#!/bin/sh\necho x");
        yield return FromText("pre-push:\n  commands: {}\nsource_dir_local: .local\n");
        yield return FromText("{\"a\":\"b\"}");
    }

    public override void Run(byte[] input)
    {
        File.WriteAllBytes(Path.Combine(_folder, LefthookFile.Name), input);
        _ = LefthookFile.IsJoined(_folder, "pre-commit");
        _ = LefthookFile.GetScriptPath(_folder, "pre-commit");
        var text = Encoding.UTF8.GetString(input);
        var own = LefthookFile.Separate(text);
        Require(LefthookFile.Join(own, ["pre-commit"]) is not { } joined
            || LefthookFile.Separate(joined).StartsWith(own, StringComparison.Ordinal)
            || own.Contains("# >>> secretsentry", StringComparison.Ordinal), "a lefthook file that is joined and separated is another one");
        JoinScript(Encoding.Latin1.GetString(input));
        ReadRecord(input);
    }

    private static void JoinScript(string script)
    {
        try
        {
            var own = JoinedScript.Separate(script);
            Require(!JoinedScript.IsJoined(own), "a separated script is joined");
        }
        catch (IOException)
        {
            return;
        }
    }

    private void ReadRecord(byte[] input)
    {
        File.WriteAllBytes(Path.Combine(_folder, "hooks.json"), input);
        try
        {
            var record = new HookRecord(_folder, null!);
            _ = record.Paths.Count(path => record.IsEdited(path, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
