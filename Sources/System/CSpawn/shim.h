#pragma once
#include <spawn.h>
#include <unistd.h>

/* glibc's extensions (2.29, 2.34, 2.9), as its own headers declare them with _GNU_SOURCE; Swift reads those without. */
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern int pipe2(int ends[2], int flags);
