using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LibGit2Sharp;

#pragma warning disable CA5393 // the library is installed in the folder of the program
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]

namespace SecretSentry.LibGit2;

/// <summary>
/// The object database of libgit2 (git2/odb.h). LibGit2Sharp gives the bytes of blobs, but of commits, trees and tags only what it parsed,
/// so its native library is called directly. The database includes the objects borrowed from other repositories. libgit2 checks that the
/// content of an object matches its id.
/// </summary>
internal sealed unsafe partial class RawObjects : IDisposable
{
    /// <summary>The library in the package LibGit2Sharp.NativeBinaries. Its name contains the commit of libgit2.</summary>
    private const string Library = "git2-5853918";

    /// <summary>Length of an id in bytes. libgit2 reads only repositories that use SHA-1.</summary>
    private const int IdLength = 20;

    private readonly nint _database;

    private RawObjects(nint database) => _database = database;

    /// <summary>Returns the version of libgit2, such as "1.8.6".</summary>
    public static string GetVersion()
    {
        _ = ReadVersion(out var major, out var minor, out var revision);
        return string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{revision}");
    }

    /// <summary>Opens the database in a folder such as <c>.git/objects</c>.</summary>
    /// <exception cref="IOException">libgit2 cannot open it.</exception>
    public static RawObjects Open(string folder) =>
        OpenDatabase(out var database, folder) == 0 ? new(database) : throw new IOException(ReadError());

    /// <summary>Returns the ids of all objects, each once.</summary>
    /// <exception cref="IOException">libgit2 cannot list them.</exception>
    public IReadOnlyCollection<ObjectId> ListIds()
    {
        var ids = new HashSet<ObjectId>();
        var handle = GCHandle.Alloc(ids);
        try
        {
            return ListObjects(_database, &AddId, GCHandle.ToIntPtr(handle)) == 0 ? ids : throw new IOException(ReadError());
        }
        finally
        {
            handle.Free();
        }
    }

    /// <summary>Prints an object: "id kind length LF content LF", or "id missing LF" when libgit2 cannot read it.</summary>
    public void Print(ObjectId id, Stream output)
    {
        fixed (byte* bytes = id.RawId)
        {
            if (ReadObject(out var found, _database, bytes) != 0)
            {
                Console.Error.WriteLine($"{id}: {ReadError()}");
                output.Write(Encoding.ASCII.GetBytes($"{id} missing\n"));
                return;
            }

            var length = (long)GetSize(found);
            var header = string.Create(CultureInfo.InvariantCulture, $"{id} {NameKind(GetKind(found))} {length}\n");
            output.Write(Encoding.ASCII.GetBytes(header));
            Write((byte*)GetData(found), length, output);
            output.WriteByte((byte)'\n');
            FreeObject(found);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => FreeDatabase(_database);

    private static void Write(byte* content, long length, Stream output)
    {
        for (var offset = 0L; offset < length;)
        {
            var part = (int)Math.Min(length - offset, 1 << 30);
            output.Write(new ReadOnlySpan<byte>(content + offset, part));
            offset += part;
        }
    }

    /// <summary>The values of git_object_t (git2/types.h).</summary>
    private static string NameKind(int kind) => kind switch
    {
        1 => "commit",
        2 => "tree",
        3 => "blob",
        4 => "tag",
        _ => "unknown",
    };

    /// <summary>Returns the message of the last error. libgit2 owns the memory.</summary>
    private static string ReadError() =>
        GetLastError() is var error and not null ? Marshal.PtrToStringUTF8(error->Message) ?? "no message" : "no message";

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int AddId(byte* id, nint payload)
    {
        ((HashSet<ObjectId>)GCHandle.FromIntPtr(payload).Target!).Add(new(new ReadOnlySpan<byte>(id, IdLength).ToArray()));
        return 0;
    }

    [LibraryImport(Library, EntryPoint = "git_libgit2_version")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ReadVersion(out int major, out int minor, out int revision);

    [LibraryImport(Library, EntryPoint = "git_odb_open", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int OpenDatabase(out nint database, string folder);

    [LibraryImport(Library, EntryPoint = "git_odb_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial void FreeDatabase(nint database);

    [LibraryImport(Library, EntryPoint = "git_odb_foreach")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ListObjects(nint database, delegate* unmanaged[Cdecl]<byte*, nint, int> visit, nint payload);

    [LibraryImport(Library, EntryPoint = "git_odb_read")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ReadObject(out nint found, nint database, byte* id);

    [LibraryImport(Library, EntryPoint = "git_odb_object_data")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial nint GetData(nint found);

    [LibraryImport(Library, EntryPoint = "git_odb_object_size")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial nuint GetSize(nint found);

    [LibraryImport(Library, EntryPoint = "git_odb_object_type")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int GetKind(nint found);

    [LibraryImport(Library, EntryPoint = "git_odb_object_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial void FreeObject(nint found);

    [LibraryImport(Library, EntryPoint = "git_error_last")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial GitError* GetLastError();
}
