cmake_minimum_required(VERSION 3.25)
# Reads every #include of one module and refuses what the ladder forbids.
#   cmake -DNAME= -DFOLDER= -DUSES= -DTEST_USES= -DPURE= [-DSTAMP=] -P law.cmake
# Exits with an error that names the file, the line and the way out.

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

set(breaches "")
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
  file(STRINGS "${file}" includes REGEX "^[ \t]*#[ \t]*include")
  foreach(line IN LISTS includes)
    set(breach "")
    if(line MATCHES "include[ \t]*\"([^\"]+)\"")
      set(header "${CMAKE_MATCH_1}")
      if(header MATCHES "(^|/)\\.\\.?/" OR NOT header MATCHES "/")
        set(breach "write it from the root of src/, as \"module/header.h\"")
      else()
        string(REGEX REPLACE "/.*" "" module "${header}")
        if(module STREQUAL NAME)
          if(is_door AND header MATCHES "/.*/")
            set(breach "a door may not show the inside of its module")
          endif()
        elseif(module IN_LIST USES OR (is_test AND module IN_LIST TEST_USES))
          if(header MATCHES "/.*/")
            set(breach "the inside of ${module} is closed; use one of its doors")
          endif()
        else()
          set(breach "${NAME} does not name ${module} in src/CMakeLists.txt")
        endif()
      endif()
    elseif(line MATCHES "include[ \t]*<([^>]+)>")
      set(header "${CMAKE_MATCH_1}")
      if(is_door AND NOT header IN_LIST standard AND NOT (NAME STREQUAL "base" AND header STREQUAL "tl/expected.hpp"))
        set(breach "a door shows standard headers and doors, never a third party's")
      elseif(PURE AND NOT is_test AND (header IN_LIST impure OR header MATCHES "^(sys|net|netinet|arpa)/" OR header STREQUAL "unistd.h"))
        set(breach "${NAME} is pure: no clock, disk, network or thread")
      endif()
    else()
      set(breach "an #include must name its header plainly")
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
