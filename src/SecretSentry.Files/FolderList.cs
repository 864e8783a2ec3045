using System.Runtime.InteropServices;

namespace SecretSentry.Files;

/// <summary>
/// Lists folders. The system says for each entry what it is, so that only links have to be looked at. Source: readdir(3); the offsets in
/// the structure are those of Linux and macOS with 64 bits.
/// </summary>
public static partial class FolderList
{
    private const int UnknownType = 0;
    private const int FolderType = 4;
    private const int RegularType = 8;
    private const int LinkType = 10;

    private static readonly bool IsMac = OperatingSystem.IsMacOS();
    private static readonly int TypeOffset = IsMac ? 20 : 18;

    /// <summary>
    /// Returns the entries of a folder that are not regular files, or that are links, in no order. Returns none when the folder does not
    /// exist or cannot be listed. A name that is not UTF-8 is returned with replacement characters.
    /// </summary>
    public static IReadOnlyList<FolderEntry> ListOthers(string folder) => List(folder, includesFiles: false);

    /// <summary>
    /// Returns all entries of a folder, in no order. Returns none when the folder does not exist or cannot be listed. A name that is not
    /// UTF-8 is returned with replacement characters.
    /// </summary>
    public static IReadOnlyList<FolderEntry> ListAll(string folder) => List(folder, includesFiles: true);

    private static IReadOnlyList<FolderEntry> List(string folder, bool includesFiles)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!SystemCalls.AreAvailable || (IsMac && RuntimeInformation.ProcessArchitecture == Architecture.X64))
        {
            return ListByRuntime(folder, includesFiles);
        }

        var entries = new List<FolderEntry>();
        var open = OpenFolder(folder);
        if (open == 0)
        {
            return entries;
        }

        try
        {
            for (nint entry; (entry = ReadEntry(open)) != 0;)
            {
                Add(folder, entry, entries, includesFiles);
            }
        }
        finally
        {
            _ = CloseFolder(open);
        }

        return entries;
    }

    private static unsafe void Add(string folder, nint entry, List<FolderEntry> entries, bool includesFiles)
    {
        var type = ((byte*)entry)[TypeOffset];
        var name = (byte*)entry + TypeOffset + 1;
        if ((type == RegularType && !includesFiles) || (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0))))
        {
            return;
        }

        var path = Path.Combine(folder, Marshal.PtrToStringUTF8((nint)name)!);
        var kind = type switch
        {
            FolderType => FileKind.Folder,
            RegularType => FileKind.Regular,
            UnknownType or LinkType => ForeignFile.FindKind(path),
            _ => FileKind.Special,
        };
        if (includesFiles || kind != FileKind.Regular || type == LinkType)
        {
            entries.Add(new(path, kind, type == LinkType || (type == UnknownType && new FileInfo(path).LinkTarget is not null)));
        }
    }

    private static List<FolderEntry> ListByRuntime(string folder, bool includesFiles) => !Directory.Exists(folder) ? []
        : [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Select(entry => new FolderEntry(entry.FullName, ForeignFile.FindKind(entry.FullName), entry.LinkTarget is not null))
            .Where(entry => includesFiles || entry.Kind != FileKind.Regular || entry.IsLink)];

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenFolder(string path);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    private static partial nint ReadEntry(nint folder);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "closedir", SetLastError = true)]
    private static partial int CloseFolder(nint folder);
}
