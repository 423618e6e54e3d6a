// What the process denies itself: a seccomp filter, and Landlock's calls, which glibc does not have.
#ifndef COLDCOUNT_CONFINE_H
#define COLDCOUNT_CONFINE_H
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define COLDCOUNT_AUDIT_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define COLDCOUNT_AUDIT_ARCH AUDIT_ARCH_AARCH64
#else
#error "the filter knows x86_64 and aarch64"
#endif

// The newest call that the filter knows (mseal). What a later kernel adds does not exist for us.
#define COLDCOUNT_LAST_CALL 462

// Calls that nothing here makes. The first use of one raises SIGSYS, for which the program says a
// line and ends (Console/Ending.swift); where that signal is blocked the kernel ends the process, and
// nobody can set another handler for it afterwards.
static const unsigned coldcount_denied_calls[] = {
    // The network, also through descriptors that others left open.
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_sendto, SYS_sendmsg, SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg,
    SYS_shutdown, SYS_getsockname, SYS_getpeername, SYS_setsockopt, SYS_getsockopt,
    // Other programs and their memory. clone is looked at more closely.
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
    SYS_kcmp, SYS_memfd_create, SYS_userfaultfd, SYS_personality,
#ifdef SYS_fork
    SYS_fork, SYS_vfork,
#endif
#ifdef SYS_pidfd_getfd
    SYS_pidfd_getfd,
#endif
#ifdef SYS_process_madvise
    SYS_process_madvise,
#endif
#ifdef SYS_memfd_secret
    SYS_memfd_secret,
#endif
    // Work that the kernel does on behalf of a process, past a filter.
    SYS_bpf, SYS_perf_event_open, SYS_io_setup, SYS_io_submit, SYS_fanotify_init,
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
    // Keys that others hold, and files by a number instead of a path.
    SYS_add_key, SYS_request_key, SYS_keyctl, SYS_name_to_handle_at, SYS_open_by_handle_at,
    // Memory and queues shared with other programs, and signals to them that carry more than a number.
    SYS_shmget, SYS_shmat, SYS_shmctl, SYS_semget, SYS_semop, SYS_semctl, SYS_semtimedop,
    SYS_msgget, SYS_msgsnd, SYS_msgrcv, SYS_msgctl, SYS_mq_open, SYS_mq_unlink, SYS_tkill,
    SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
#ifdef SYS_pidfd_send_signal
    SYS_pidfd_send_signal, SYS_pidfd_open,
#endif
    // The machine itself.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare,
    SYS_open_tree, SYS_move_mount, SYS_fsopen, SYS_fsconfig, SYS_fsmount, SYS_fspick,
#ifdef SYS_mount_setattr
    SYS_mount_setattr,
#endif
    SYS_swapon, SYS_swapoff, SYS_reboot, SYS_kexec_load, SYS_init_module, SYS_finit_module,
    SYS_delete_module, SYS_acct, SYS_quotactl, SYS_syslog, SYS_sethostname, SYS_setdomainname,
    SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_vhangup,
    SYS_nfsservctl,
#ifdef SYS_kexec_file_load
    SYS_kexec_file_load,
#endif
#ifdef SYS_quotactl_fd
    SYS_quotactl_fd,
#endif
#if defined(__x86_64__)
    SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_uselib, SYS_ustat, SYS_sysfs, SYS__sysctl,
#endif
};

static inline int coldcount_no_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

// Sets the filter for all threads. 0, or the error number.
static inline int coldcount_set_call_filter(void) {
  enum { count = sizeof coldcount_denied_calls / sizeof *coldcount_denied_calls };
  struct sock_filter code[count * 2 + 64];
  unsigned short size = 0;
#define LOAD(field)                                                                               \
  code[size++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,                           \
                                              offsetof(struct seccomp_data, field))
#define UNLESS(test, value)                                                                       \
  code[size++] = (struct sock_filter)BPF_JUMP(BPF_JMP | (test) | BPF_K, (value), 1, 0)
#define IF(test, value)                                                                           \
  code[size++] = (struct sock_filter)BPF_JUMP(BPF_JMP | (test) | BPF_K, (value), 0, 1)
#define PASS_OVER(steps, call)                                                                    \
  code[size++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, (steps))
#define END(action) code[size++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, (action))
  LOAD(arch);
  UNLESS(BPF_JEQ, COLDCOUNT_AUDIT_ARCH);
  END(SECCOMP_RET_KILL_PROCESS);
  LOAD(nr);
  // No call: what a tracer puts in the place of one that it lets fail. The kernel has none of this
  // number.
  IF(BPF_JEQ, 0xFFFFFFFF);
  END(SECCOMP_RET_ALLOW);
#if defined(__x86_64__)
  // The calls of x32 have this bit.
  IF(BPF_JSET, 0x40000000);
  END(SECCOMP_RET_KILL_PROCESS);
#endif
  IF(BPF_JGT, COLDCOUNT_LAST_CALL);
  END(SECCOMP_RET_ERRNO | ENOSYS);
#ifdef SYS_clone3
  // Its flags lie in memory that a filter cannot see; glibc takes clone instead.
  IF(BPF_JEQ, SYS_clone3);
  END(SECCOMP_RET_ERRNO | ENOSYS);
#endif
  for (unsigned index = 0; index < count; index++) {
    IF(BPF_JEQ, coldcount_denied_calls[index]);
    END(SECCOMP_RET_TRAP);
  }
  // A thread, never another process.
  PASS_OVER(4, SYS_clone);
  LOAD(args[0]);
  UNLESS(BPF_JSET, 0x00010000 /* CLONE_THREAD */);
  END(SECCOMP_RET_TRAP);
  END(SECCOMP_RET_ALLOW);
  // A signal to itself, never to another process.
  for (unsigned index = 0; index < 2; index++) {
    PASS_OVER(4, index == 0 ? SYS_kill : SYS_tgkill);
    LOAD(args[0]);
    UNLESS(BPF_JEQ, (unsigned)getpid());
    END(SECCOMP_RET_TRAP);
    END(SECCOMP_RET_ALLOW);
  }
  // Nothing is typed into a terminal in a person's place.
  PASS_OVER(6, SYS_ioctl);
  LOAD(args[1]);
  IF(BPF_JEQ, 0x5412 /* TIOCSTI */);
  END(SECCOMP_RET_TRAP);
  IF(BPF_JEQ, 0x541C /* TIOCLINUX */);
  END(SECCOMP_RET_TRAP);
  END(SECCOMP_RET_ALLOW);
  // Its memory stays closed to others.
  PASS_OVER(9, SYS_prctl);
  LOAD(args[0]);
  IF(BPF_JEQ, PR_SET_PTRACER);
  END(SECCOMP_RET_TRAP);
  UNLESS(BPF_JEQ, PR_SET_DUMPABLE);
  END(SECCOMP_RET_ALLOW);
  LOAD(args[1]);
  IF(BPF_JEQ, 0);
  END(SECCOMP_RET_ALLOW);
  END(SECCOMP_RET_TRAP);
  // What happens at a denied call stays as it is.
  PASS_OVER(3, SYS_rt_sigaction);
  LOAD(args[0]);
  IF(BPF_JEQ, SIGSYS);
  END(SECCOMP_RET_KILL_PROCESS);
  END(SECCOMP_RET_ALLOW);
#undef LOAD
#undef UNLESS
#undef IF
#undef PASS_OVER
#undef END
  struct sock_fprog program = {.len = size, .filter = code};
  long result =
      syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
  return result == 0 ? 0 : result > 0 ? EBUSY : errno;
}

// Landlock (landlock(7)). The structures are written out here, since those of the system's headers
// may be older than its kernel.
struct coldcount_landlock_ruleset {
  uint64_t files, network, scopes;
};
struct coldcount_landlock_path {
  uint64_t access;
  int32_t folder;
} __attribute__((packed));

// The version that the kernel has; 0 where it has none.
static inline int coldcount_landlock_version(void) {
  long version = syscall(444, NULL, (size_t)0, 1u);
  return version > 0 ? (int)version : 0;
}
// A descriptor of a new set of rules, or the error number below zero.
static inline int coldcount_landlock_create(uint64_t files, uint64_t network, uint64_t scopes) {
  struct coldcount_landlock_ruleset rules = {files, network, scopes};
  // An older kernel takes the longer structure as long as what it does not know is zero.
  long result = syscall(444, &rules, sizeof rules, 0u);
  return result < 0 ? -errno : (int)result;
}
// Allows something below what an open descriptor names. 0, or the error number.
static inline int coldcount_landlock_allow(int rules, int folder, uint64_t access) {
  struct coldcount_landlock_path path = {access, folder};
  return syscall(445, rules, 1, &path, 0u) == 0 ? 0 : errno;
}
// Denies the calling thread, and those that it makes, everything else. 0, or the error number.
static inline int coldcount_landlock_enforce(int rules) {
  return syscall(446, rules, 0u) == 0 ? 0 : errno;
}
// A descriptor that only names what is there.
static inline int coldcount_open_path(const char *path) {
  return open(path, 010000000 /* O_PATH */ | O_CLOEXEC);
}
#endif
