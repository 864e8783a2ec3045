/* Makes one call to the file system fail, in the program FAULT_PROGRAM and below the folders FAULT_FOLDER (separated by ':'). Loaded with
   LD_PRELOAD. FAULT_CALL names the group of functions, FAULT_KIND what happens, FAULT_NUMBER which call of the group (0: every call).
   FAULT_COUNT names a file of 16 bytes that receives the number of calls of the group, and of failures. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

extern char *program_invocation_short_name;

static _Atomic long dummy[2];
static _Atomic long *counts = dummy;
static long wanted = -1;
static const char *group = "", *kind = "", *folders = "";
static int failure;

#define NEXT(name) \
    static __typeof__(name) *next; \
    if (!next) { next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name); }

__attribute__((constructor)) static void start(void) {
    const char *program = getenv("FAULT_PROGRAM"), *file = getenv("FAULT_COUNT");
    if (!program || strcmp(program, program_invocation_short_name) != 0 || !getenv("FAULT_CALL")) {
        return;
    }
    group = getenv("FAULT_CALL");
    kind = getenv("FAULT_KIND");
    folders = getenv("FAULT_FOLDER");
    failure = strcmp(kind, "EACCES") == 0 ? EACCES : strcmp(kind, "ENOSPC") == 0 ? ENOSPC : strcmp(kind, "ENOENT") == 0 ? ENOENT : EIO;
    int fd = file ? (int)syscall(SYS_openat, AT_FDCWD, file, O_RDWR) : -1;
    if (fd >= 0) {
        void *map = (void *)syscall(SYS_mmap, NULL, 16, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        counts = map == MAP_FAILED ? dummy : map;
        syscall(SYS_close, fd);
    }
    wanted = atol(getenv("FAULT_NUMBER"));
}

static int open_any(const char *path, int flags, mode_t mode);
ssize_t read(int fd, void *to, size_t length);
int open(const char *path, int flags, ...);

/* The program looks up "open" and "read" in libc by name, past LD_PRELOAD. */
void *dlsym(void *handle, const char *name) {
    static void *(*next)(void *, const char *);
    const char *versions[] = {"GLIBC_2.34", "GLIBC_2.17", "GLIBC_2.2.5"};
    for (int i = 0; !next && i < 3; i++) {
        next = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    }
    if (wanted >= 0 && handle != RTLD_NEXT) {
        if (strcmp(name, "open") == 0) { return (void *)open; }
        if (strcmp(name, "read") == 0) { return (void *)read; }
    }
    return next(handle, name);
}

static int is_below(const char *path) {
    char full[PATH_MAX * 2];
    if (path[0] != '/') {
        if (syscall(SYS_getcwd, full, PATH_MAX) <= 0) {
            return 0;
        }
        strncat(full, "/", 2);
        strncat(full, path, PATH_MAX - 1);
        path = full;
    }
    for (const char *at = folders; at && *at;) {
        size_t length = strcspn(at, ":");
        if (strncmp(path, at, length) == 0) {
            return 1;
        }
        at += length + (at[length] == ':');
    }
    return 0;
}

static int is_hit(const char *name, const char *path) {
    if (wanted < 0 || strcmp(name, group) != 0 || !path || !is_below(path)) {
        return 0;
    }
    long number = atomic_fetch_add(&counts[0], 1) + 1;
    if (wanted == 0 || number == wanted) {
        atomic_fetch_add(&counts[1], 1);
        return 1;
    }
    return 0;
}

static int is_hit_fd(const char *name, int fd) {
    char link[64], path[PATH_MAX];
    if (wanted < 0 || strcmp(name, group) != 0) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (length <= 0) {
        return 0;
    }
    path[length] = 0;
    return path[0] == '/' && is_hit(name, path);
}

#define FAIL(value) do { errno = failure; return value; } while (0)
#define IS_SHORT (strcmp(kind, "short") == 0)

static int open_any(const char *path, int flags, mode_t mode) {
    NEXT(open64)
    if (is_hit((flags & O_CREAT) ? "create" : "open", path)) {
        FAIL(-1);
    }
    return next(path, flags, mode);
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return open_any(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define READ(name, parameters, arguments, cut) \
    ssize_t name parameters { \
        NEXT(name) \
        if (is_hit_fd("read", fd)) { \
            if (!IS_SHORT) { FAIL(-1); } \
            cut; \
        } \
        return next arguments; \
    }
READ(read, (int fd, void *to, size_t length), (fd, to, length), length = length > 1 ? length / 2 : length)
READ(pread, (int fd, void *to, size_t length, off_t at), (fd, to, length, at), length = length > 1 ? length / 2 : length)
READ(pread64, (int fd, void *to, size_t length, off64_t at), (fd, to, length, at), length = length > 1 ? length / 2 : length)

#define WRITE(name, parameters, arguments, cut) \
    ssize_t name parameters { \
        NEXT(name) \
        if (is_hit_fd("write", fd)) { \
            if (!IS_SHORT) { FAIL(-1); } \
            cut; \
        } \
        return next arguments; \
    }
WRITE(write, (int fd, const void *from, size_t length), (fd, from, length), length = length > 1 ? length / 2 : length)
WRITE(pwrite, (int fd, const void *from, size_t length, off_t at), (fd, from, length, at), length = length > 1 ? length / 2 : length)
WRITE(pwrite64, (int fd, const void *from, size_t length, off64_t at), (fd, from, length, at), length = length > 1 ? length / 2 : length)

#define BY_PATH(type, name, group, value, parameters, arguments) \
    type name parameters { \
        NEXT(name) \
        if (is_hit(group, path)) { FAIL(value); } \
        return next arguments; \
    }
BY_PATH(int, stat, "stat", -1, (const char *path, struct stat *to), (path, to))
BY_PATH(int, lstat, "stat", -1, (const char *path, struct stat *to), (path, to))
BY_PATH(int, stat64, "stat", -1, (const char *path, struct stat64 *to), (path, to))
BY_PATH(int, lstat64, "stat", -1, (const char *path, struct stat64 *to), (path, to))
BY_PATH(int, __xstat64, "stat", -1, (int version, const char *path, struct stat64 *to), (version, path, to))
BY_PATH(int, __lxstat64, "stat", -1, (int version, const char *path, struct stat64 *to), (version, path, to))
BY_PATH(int, access, "stat", -1, (const char *path, int mode), (path, mode))
BY_PATH(DIR *, opendir, "list", NULL, (const char *path), (path))
BY_PATH(int, rename, "rename", -1, (const char *path, const char *to), (path, to))
BY_PATH(int, link, "link", -1, (const char *path, const char *to), (path, to))
BY_PATH(int, symlink, "link", -1, (const char *to, const char *path), (to, path))
BY_PATH(int, unlink, "unlink", -1, (const char *path), (path))
BY_PATH(int, rmdir, "unlink", -1, (const char *path), (path))
BY_PATH(int, mkdir, "mkdir", -1, (const char *path, mode_t mode), (path, mode))
BY_PATH(int, chmod, "chmod", -1, (const char *path, mode_t mode), (path, mode))
BY_PATH(ssize_t, readlink, "readlink", -1, (const char *path, char *to, size_t length), (path, to, length))

/* Another program truncates the file. */
static void cut_off(int fd) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (truncate(link, 0) != 0) {
        perror("truncate");
    }
}

#define BY_FD(name, group, parameters, arguments) \
    int name parameters { \
        NEXT(name) \
        if (is_hit_fd(group, fd)) { \
            if (strcmp(kind, "cut") != 0) { FAIL(-1); } \
            int result = next arguments; \
            cut_off(fd); \
            return result; \
        } \
        return next arguments; \
    }
BY_FD(fstat, "fstat", (int fd, struct stat *to), (fd, to))
BY_FD(fstat64, "fstat", (int fd, struct stat64 *to), (fd, to))
BY_FD(__fxstat64, "fstat", (int version, int fd, struct stat64 *to), (version, fd, to))
BY_FD(fsync, "fsync", (int fd), (fd))
BY_FD(fchmod, "chmod", (int fd, mode_t mode), (fd, mode))
BY_FD(ftruncate64, "truncate", (int fd, off64_t length), (fd, length))

void *mmap64(void *at, size_t length, int protection, int flags, int fd, off64_t from) {
    if (fd >= 0 && is_hit_fd("mmap", fd)) {
        FAIL(MAP_FAILED);
    }
    return (void *)syscall(SYS_mmap, at, length, protection, flags, fd, from);
}
