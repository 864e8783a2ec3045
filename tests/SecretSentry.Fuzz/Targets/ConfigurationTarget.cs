using SecretSentry.Engine.Rules;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Policy.Configuration;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Fuzz.Targets;

/// <summary>
/// A repository's configuration, with the files that it extends and the settings: from the file on disk to the policy, as a scan reads it.
/// </summary>
internal sealed class ConfigurationTarget(string name, string file) : FuzzTarget
{
    private static readonly Rule[] BuiltIn =
    [
        new() { Id = "built-in", Regex = "in[0-9]{4}", Keywords = ["in"], Aliases = ["other-name"] },
        new() { Id = "second-rule", Regex = "se[0-9]{4}", Keywords = ["se"] },
    ];

    private string _folder = "";

    public override string Name => name;

    public override IReadOnlyList<string> Words =>
    [
        .. TomlTarget.TomlWords, "id = \"built-in\"\n", "id = \"other-name\"\n", "path = \"extended.toml\"\n", "url = \"x\"\n",
        "exclude = [\"**/*\"]\n",
        .. SettingTable.All.Select(setting => setting.Name + " = "),
    ];

    public override long LimitMemory(int length) => 32 << 20;

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder(name);
        File.WriteAllText(Path.Combine(_folder, "extended.toml"), "[[rules]]\nid = \"c-d\"\nregex = '''cd[0-9]{3}'''\n");
        yield return FromText("title = \"x\"\n[extend]\nuseDefault = true\npath = \"extended.toml\"\ndisabledRules = [\"second-rule\"]\n"
            + "[[rules]]\nid = \"a-b\"\nregex = '''ab([0-9]{3})'''\nsecretGroup = 1\n[[allowlists]]\ntargetRules = [\"a-b\"]\n"
            + "regexes = ['''1''']\n");
        yield return FromText("minConfidence = \"high\"\nexclude = [\"a/**\"]\ninclude = [\"*.c\"]\nstrict = true\n"
            + "maxFileBytes = 5\nthreads = 2\n"
            + "comments = [\"gitleaks\"]\n[[rules]]\nid = \"built-in\"\nentropy = 2.5\n");
        foreach (var own in SeedFolder.ReadOwn("examples", "*.toml"))
        {
            yield return own;
        }
    }

    public override void Run(byte[] input)
    {
        File.WriteAllBytes(Path.Combine(_folder, file), input);
        try
        {
            var policy = ScanPolicy.Load(new() { Top = _folder }, () => BuiltIn);
            foreach (var line in policy.Show())
            {
                Require(line.Length < 100_000, "a line of the settings is endless");
            }
        }
        catch (RuleFileException e)
        {
            Require(e.Message.Length < 4000, "a message is longer than a few lines");
        }
        finally
        {
            File.Delete(Path.Combine(_folder, file));
        }
    }
}
