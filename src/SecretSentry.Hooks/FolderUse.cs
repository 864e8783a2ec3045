namespace SecretSentry.Hooks;

/// <summary>Who uses a hooks folder.</summary>
internal enum FolderUse
{
    /// <summary>This clone alone.</summary>
    Private,

    /// <summary>Everybody who clones the repository: files of the folder are committed.</summary>
    Team,

    /// <summary>Other repositories of this machine.</summary>
    OtherRepositories,
}
