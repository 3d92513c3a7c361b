cmake_minimum_required(VERSION 3.25)
# Reads every #include of one module and refuses what the ladder forbids.
#   cmake -DNAME= -DFOLDER= -DUSES= -DTEST_USES= -DLINKS= -DTEST_LINKS= -DPURE= [-DSTAMP=] -P law.cmake
# Exits with an error that names the file, the line and the way out. It reads text, not C++: what could hide an
# #include from it (a macro, a line joined by a backslash, another file extension) is itself refused. What the compiler
# really read is compared with the ladder once more by tests/law.

set(standard
  algorithm any array atomic barrier bit bitset cctype cerrno cfenv charconv chrono cinttypes climits cmath
  compare complex concepts condition_variable coroutine csignal cstdarg cstddef cstdint cstdio cstdlib cstring
  ctime cwchar cwctype deque exception filesystem forward_list fstream functional future initializer_list iomanip
  ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers
  numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex
  source_location span sstream stack stdexcept stop_token streambuf string string_view system_error thread tuple
  type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version)
# What a pure module may not include: clock, disk, network, thread.
set(impure
  atomic barrier chrono condition_variable csignal ctime filesystem fstream future iostream latch mutex random
  semaphore shared_mutex stop_token thread)

# Headers of the operating system, for modules that are not pure.
set(system_headers
  dirent.h dlfcn.h errno.h execinfo.h fcntl.h ftw.h glob.h grp.h langinfo.h locale.h malloc.h netdb.h poll.h pthread.h
  pwd.h sched.h signal.h spawn.h stdint.h syslog.h termios.h time.h unistd.h utime.h)
# Third parties: what their headers begin with = what the target named in LINKS contains (any case).
# A pure module may take only those that need no clock, disk, network or thread for what we ask of them.
set(third_parties_for_pure
  "^zip\\.h$=ZIP" "^zlib\\.h$=ZLIB" "^pugixml\\.hpp$=PUGIXML" "^gumbo\\.h$=GUMBO" "^nlohmann/=NLOHMANN" "^openssl/=OPENSSL"
  "^fmt/=FMT" "^xlsxwriter=XLSXWRITER" "^boost/url=BOOST" "^poppler/=POPPLER")
set(third_parties
  ${third_parties_for_pure} "^boost/=BOOST" "^sqlite3\\.h$=SQLITE" "^spdlog/=SPDLOG" "^CLI/=CLI11" "^seccomp\\.h$=SECCOMP"
  "^sodium=SODIUM" "^curl/=CURL" "^libpq=POSTGRESQL|LIBPQ|PQ" "^libical/=ICAL" "^prometheus/=PROMETHEUS" "^date/=DATE"
  "^qpdf/=QPDF" "^qrencode\\.h$=QRENCODE")
set(third_parties_for_tests "^rapidcheck=RAPIDCHECK")

# Sets `owner` to the pattern of the target that brings a header, empty where the table has none.
function(find_owner header)
  foreach(entry IN LISTS ARGN)
    string(FIND "${entry}" "=" middle)
    string(SUBSTRING "${entry}" 0 ${middle} pattern)
    math(EXPR middle "${middle} + 1")
    string(SUBSTRING "${entry}" ${middle} -1 target)
    if(header MATCHES "${pattern}")
      set(owner "${target}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  set(owner "" PARENT_SCOPE)
endfunction()

string(TOUPPER "${LINKS}" links)
string(TOUPPER "${LINKS};${TEST_LINKS}" test_links)

set(breaches "")
file(GLOB_RECURSE strange "${FOLDER}/*.hpp" "${FOLDER}/*.hh" "${FOLDER}/*.hxx" "${FOLDER}/*.inc" "${FOLDER}/*.ipp"
  "${FOLDER}/*.tpp" "${FOLDER}/*.inl" "${FOLDER}/*.cc" "${FOLDER}/*.cxx" "${FOLDER}/*.c")
foreach(file IN LISTS strange)
  file(RELATIVE_PATH inside "${FOLDER}" "${file}")
  string(APPEND breaches "\n  ${NAME}/${inside}\n    C++ lives in .h and .cpp files, which the law reads.")
endforeach()

file(GLOB_RECURSE files "${FOLDER}/*.h" "${FOLDER}/*.cpp")
foreach(file IN LISTS files)
  file(RELATIVE_PATH inside "${FOLDER}" "${file}")
  set(is_test FALSE)
  if(inside MATCHES "_test\\.(cpp|h)$")
    set(is_test TRUE)
  endif()
  set(is_door FALSE)
  if(inside MATCHES "^[^/]*\\.h$" AND NOT is_test)
    set(is_door TRUE)
  endif()
  # A directive may stand behind a comment, be written %: or ??=, or be broken by a \ at the end of its line.
  set(hash "(#|%:|\\?\\?=)")
  set(comment "([ \t]*/\\*([^*]|\\*[^/])*\\*/)*[ \t]*")
  file(STRINGS "${file}" includes REGEX "^(.*\\*/)?${comment}(${hash}${comment}(include|import|[a-z]*\\\\$)|import[ \t]*[\"<])")
  foreach(line IN LISTS includes)
    set(breach "")
    if(line MATCHES "^[ \t]*#[ \t]*include[ \t]*\"([^\"]+)\"")
      set(header "${CMAKE_MATCH_1}")
      if(header MATCHES "(^|/)\\.\\.?/" OR NOT header MATCHES "/")
        set(breach "write it from the root of src/, as \"module/header.h\"")
      elseif(NOT header MATCHES "\\.h$")
        set(breach "only a .h can be included")
      else()
        string(REGEX REPLACE "/.*" "" module "${header}")
        if(module STREQUAL NAME)
          if(is_door AND header MATCHES "/.*/")
            set(breach "a door may not show the inside of its module")
          endif()
        elseif(module IN_LIST USES OR (is_test AND module IN_LIST TEST_USES))
          if(header MATCHES "/.*/")
            set(breach "the inside of ${module} is closed; use one of its doors")
          elseif(PURE AND NOT is_test AND header STREQUAL "base/clock.h")
            set(breach "${NAME} is pure: it is given the time, it does not ask for it")
          elseif(PURE AND NOT is_test AND header STREQUAL "base/file.h")
            set(breach "${NAME} is pure: no clock, disk, network or thread")
          endif()
        else()
          set(breach "${NAME} does not name ${module} in src/CMakeLists.txt")
        endif()
      endif()
    elseif(line MATCHES "^[ \t]*#[ \t]*include[ \t]*<([^>]+)>")
      set(header "${CMAKE_MATCH_1}")
      string(REGEX REPLACE "/.*" "" first "${header}")
      set(is_system FALSE)
      if(header IN_LIST system_headers OR header MATCHES "^(sys|net|netinet|arpa|linux)/")
        set(is_system TRUE)
      endif()
      if(header MATCHES "(^|/)\\.\\.?(/|$)" OR header MATCHES "^/")
        set(breach "a header is named from its root, without . or ..")
      elseif(IS_DIRECTORY "${FOLDER}/../${first}" AND header MATCHES "/")
        set(breach "our own headers are written in quotes, as \"module/header.h\"")
      elseif(header IN_LIST standard OR (NAME STREQUAL "base" AND header STREQUAL "tl/expected.hpp"))
        if(PURE AND NOT is_test AND header IN_LIST impure)
          set(breach "${NAME} is pure: no clock, disk, network or thread")
        endif()
      elseif(is_door)
        set(breach "a door shows standard headers and doors, never a third party's")
      elseif(is_system)
        if(PURE AND NOT is_test)
          set(breach "${NAME} is pure: no clock, disk, network or thread")
        endif()
      elseif(is_test AND header MATCHES "^(gtest|gmock)/")
      else()
        if(is_test)
          find_owner("${header}" ${third_parties} ${third_parties_for_tests})
        else()
          find_owner("${header}" ${third_parties})
        endif()
        if(owner STREQUAL "")
          set(breach "cmake/law.cmake does not know whose header this is; add it to its table")
        elseif(NOT links MATCHES "${owner}" AND NOT (is_test AND test_links MATCHES "${owner}"))
          set(breach "${NAME} does not name the library of this header in LINKS in src/CMakeLists.txt")
        elseif(PURE AND NOT is_test)
          find_owner("${header}" ${third_parties_for_pure})
          if(owner STREQUAL "")
            set(breach "${NAME} is pure: this library reaches a clock, a disk, a network or a thread")
          endif()
        endif()
      endif()
    else()
      set(breach "an #include must name its header plainly, on a line of its own")
    endif()
    if(breach)
      string(APPEND breaches "\n  ${NAME}/${inside}: ${line}\n    ${breach}.")
    endif()
  endforeach()
endforeach()

if(breaches)
  message(FATAL_ERROR "The ladder's law is broken:${breaches}\n")
endif()
if(STAMP)
  file(WRITE "${STAMP}" "kept\n")
endif()
