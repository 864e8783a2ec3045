namespace SecretSentry.Purge.Files;

/// <summary>Names of the files in the folder of a plan.</summary>
internal static class PurgeFiles
{
    public const string PlanName = "plan.json";
    public const string NeedlesName = "needles.json";
    public const string BackupName = "backup";
    public const string TextName = "PURGE-PLAN.md";
}
