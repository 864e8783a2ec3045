using SecretSentry.Fuzz.Targets;

namespace SecretSentry.Fuzz.Runs;

/// <summary>All targets.</summary>
internal static class TargetList
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new DeltaTarget(), new InflateTarget(), new TreeTarget(), new CommitTarget(), new PackIndexTarget(), new PackTarget(),
        new PackLookupTarget(),
        new LooseTarget(), new GitIndexTarget(), new CacheTreeTarget(), new RefsTarget(), new ReflogTarget(), new GitConfigTarget(),
        new AlternatesTarget(), new ChecksummedTarget(), new BatchOutputTarget(), new PushTarget(), new RemoteAddressTarget(),
        new PurgedTarget(),
        new TomlTarget(), new ConfigurationTarget("configuration", ".secretsentry.toml"),
        new ConfigurationTarget("gitleaks-configuration", ".gitleaks.toml"),
        new IgnoreFileTarget(), new BaselineTarget(), new OtherToolsTarget(), new TemplateTarget(), new RegexTarget(), new GlobTarget(),
        new DecodersTarget(), new ScannerTarget("scanner", decodes: false), new ScannerTarget("scanner-decoding", decodes: true),
        new ChecksTarget(),
        new ReportTarget(), new MessageTarget(), new HookFilesTarget(), new CleanBlobsTarget(), new QuotedPrintableTarget(),
        new PlantedTarget("exception"), new PlantedTarget("memory"), new PlantedTarget("overflow"), new PlantedTarget("hang"),
    ];
}
